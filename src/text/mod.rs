//! Text as it stands: files, plain text, spans, tokens, phrases, sentences.
//!
//! The ground floor. It imports nothing of the house but the type for problems
//! and knows no word of any language.

pub mod chars;
pub mod phrase;
pub mod plain;
pub mod sentence;
pub mod source;
pub mod span;
pub mod token;
