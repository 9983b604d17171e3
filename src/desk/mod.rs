//! Work on reference tables: what is wrong in their content, what a new edition changes,
//! what they know of a subject, what other formats say in their words, and which rows
//! are missing.
//!
//! In: a [`Reference`](crate::reference::Reference), or texts of other formats. Out:
//! values: problems, changes, drafts, tables. It opens no file and prints nothing.

pub mod audit;
pub mod diff;
pub mod import;
pub mod show;
pub mod suggest;
pub mod words;
