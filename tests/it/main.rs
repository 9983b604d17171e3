//! Tests of the whole tool, through its command line.

mod archive;
mod bad_input;
mod batches;
mod configuration;
mod corrections;
mod data;
mod decisions;
mod desk;
mod documents;
mod flips;
mod formats;
mod gold;
mod index;
mod planted;
mod properties;
mod readme;
mod silencing;
mod snapshots;
mod stages;
mod tool;
mod validate;
mod web;
