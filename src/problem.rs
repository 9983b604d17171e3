//! Bad input as a value.
//!
//! In: where something could not be read, what was expected there and what was
//! found. Out: a [`Problem`] that any room can return beside its result, as
//! `(T, Vec<Problem>)`. It refuses to decide what a problem means for the run:
//! exit codes are the command line's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How much a problem costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Odd but readable; nothing was lost.
    Warning,
    /// Something could not be read and was left out.
    Error,
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Error if something was left out or is wrong, warning if not.
    pub severity: Severity,
    /// The check of reference tables that says so ("FL903"); none for faults of articles.
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    pub code: Option<&'static str>,
    /// The file, as the user named it.
    pub file: String,
    /// 1-based line, where one is known.
    pub line: Option<u32>,
    /// 1-based column in characters, where one is known.
    pub column: Option<u32>,
    /// One sentence: what is wrong.
    pub message: String,
    /// What would have been right.
    pub expected: String,
    /// What stood there.
    pub found: String,
    /// What it is about, as `subject/property`: findings are accepted by it.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub about: String,
}

impl Severity {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

impl Problem {
    /// An error without a position.
    pub fn error(file: &str, message: impl Into<String>) -> Self {
        Problem {
            severity: Severity::Error,
            code: None,
            file: file.to_owned(),
            line: None,
            column: None,
            message: message.into(),
            expected: String::new(),
            found: String::new(),
            about: String::new(),
        }
    }

    /// A warning without a position.
    pub fn warning(file: &str, message: impl Into<String>) -> Self {
        Problem { severity: Severity::Warning, ..Problem::error(file, message) }
    }

    /// The same problem, at a line and column (both 1-based).
    #[must_use]
    pub fn at(mut self, line: u32, column: u32) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same problem, as a check of reference tables names it.
    #[must_use]
    pub fn coded(self, code: &'static str) -> Self {
        Problem { code: Some(code), ..self }
    }

    /// The same problem, of another weight.
    #[must_use]
    pub fn weighing(self, severity: Severity) -> Self {
        Problem { severity, ..self }
    }

    /// The same problem, with what was expected and what was found (cut at 80 characters).
    #[must_use]
    pub fn expected(mut self, expected: impl Into<String>, found: impl AsRef<str>) -> Self {
        self.expected = expected.into();
        let found = found.as_ref();
        self.found = match found.char_indices().nth(80) {
            Some((cut, _)) => format!("{}…", &found[..cut]),
            None => found.to_owned(),
        };
        self
    }

    /// What is wrong, what was expected and what was found, without the place.
    pub fn said(&self) -> String {
        let expected = if self.expected.is_empty() { String::new() } else { format!("; expected {}", self.expected) };
        let found = if self.found.is_empty() { String::new() } else { format!(", found {:?}", self.found) };
        format!("{}{expected}{found}", self.message)
    }

    /// True if something was left out.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}", self.severity.name())?;
        if let Some(code) = self.code {
            write!(f, "[{code}]")?;
        }
        write!(f, ": {}", self.said())
    }
}

#[cfg(test)]
mod tests {
    use super::Problem;

    #[test]
    fn reads_as_file_line_column_expected_found() {
        let p = Problem::error("facts.csv", "not a date").at(4, 9).expected("an EDTF date", "31 June");
        assert_eq!(p.to_string(), "facts.csv:4:9: error: not a date; expected an EDTF date, found \"31 June\"");
    }
}
