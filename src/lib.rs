//! A linter for facts: reads quantitative and dated claims in articles and checks them
//! against reference tables and against the article's own calendar and units.
//!
//! The library is silent and pure: texts go in, reports come out. Only [`cli`] opens files
//! and prints. ARCHITECTURE.md shows the rooms and the way of the data through them.
//!
//! ```
//! use factlint::article::reader;
//! use factlint::lexicon::Lexicon;
//! use factlint::pipeline::{Settings, check};
//! use factlint::reference::{Builder, builtin};
//! use factlint::report::{Detail, build};
//! use factlint::text::source::Source;
//! use factlint::verdict::kind::Verdict;
//!
//! let mut builder = Builder::new(Lexicon::english());
//! for package in builtin::packages() {
//!     builder.add(package);
//! }
//! let reference = builder.finish().reference;
//!
//! let source = Source::from_text("story.txt", "Chad won independence from France in 1960.".into(), 1);
//! let read = reader("text").and_then(|reader| reader.read).unwrap();
//! let (article, problems) = read(source);
//!
//! let checked = check(&article, Lexicon::english(), &reference, &Settings::default());
//! let report = build(&article, &checked, &reference, problems, Detail::default());
//! let judged = report.claims[0].judged.as_ref().unwrap();
//! assert_eq!(judged.verdict, Verdict::Supported);
//! assert!(judged.evidence[0].fact.starts_with("fb.chad.independence_date"));
//! ```

pub mod archive;
pub mod article;
pub mod claim;
pub mod cli;
pub mod consistency;
pub mod decision;
pub mod desk;
pub mod eval;
pub mod lexicon;
pub mod link;
pub mod measure;
pub mod mention;
pub mod pipeline;
pub mod problem;
pub mod reference;
pub mod report;
pub mod rule;
pub mod snapshot;
pub mod text;
pub mod verdict;
