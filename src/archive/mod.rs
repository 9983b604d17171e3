//! An archive of articles, and what a new edition of the tables does to it.
//!
//! In: reports of articles, the questions that each put to the facts, two editions of the
//! tables. Out: a store of what the articles say, found by what they ask; the verdicts that
//! flip. It refuses to open files: whoever calls hands over bytes and reads the articles.

pub mod change;
pub mod checks;
pub mod impact;
mod render;
pub mod said;
pub mod store;
