//! A linter for facts.
pub mod article;
pub mod claim;
pub mod cli;
pub mod consistency;
pub mod lexicon;
pub mod link;
pub mod measure;
pub mod mention;
pub mod pipeline;
pub mod problem;
pub mod reference;
pub mod report;
pub mod rule;
pub mod text;
pub mod verdict;
