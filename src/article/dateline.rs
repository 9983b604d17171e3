//! Dates as file headers write them.

use chrono::{DateTime, NaiveDate};

/// Reads `2025-08-07`, a timestamp that begins so, RFC 2822, "7 August 2025" or "August 7, 2025".
/// The day is the one that is written; time zones do not move it.
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if let Some(Ok(day)) = text.get(..10).map(|head| NaiveDate::parse_from_str(head, "%Y-%m-%d")) {
        let rest = &text[10..];
        return (rest.is_empty() || rest.starts_with(['T', 't', ' '])).then_some(day);
    }
    ["%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
        .or_else(|| DateTime::parse_from_rfc2822(text).ok().map(|d| d.date_naive()))
}

#[cfg(test)]
mod tests {
    use super::parse_date;

    #[test]
    fn headers_write_dates_in_many_ways() {
        for text in ["2025-08-07", "2025-08-07T23:59:00-05:00", "Thu, 07 Aug 2025 10:00:00 GMT", "7 August 2025", "August 7, 2025", "2025/08/07"] {
            assert_eq!(parse_date(text).map(|d| d.to_string()).as_deref(), Some("2025-08-07"), "{text}");
        }
        for text in ["2025-13-07", "soon", "", "2025-08-071", "2025-02-30"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
