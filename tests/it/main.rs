//! Tests of the whole tool, through its command line.

mod bad_input;
mod data;
mod desk;
mod flips;
mod formats;
mod gold;
mod index;
mod planted;
mod properties;
mod readme;
mod stages;
mod tool;
