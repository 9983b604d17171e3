//! A linter for facts.
pub mod article;
pub mod claim;
pub mod lexicon;
pub mod measure;
pub mod mention;
pub mod problem;
pub mod reference;
pub mod text;
