//! FL928, FL929: rows whose source nobody can look up.

use super::view::Desk;
use crate::problem::{Problem, Severity};
use crate::rule::Rule;
use rustc_hash::FxHashSet;

/// No address.
pub const NO_ADDRESS: Rule = Rule {
    code: "FL928",
    name: "no-address",
    summary: "a row names no address of its source",
    checks: "The cell source_url of every row; a table without that column is named once.",
    why: "A verdict that rests on the row cannot be looked up by the reader who doubts it.",
    example: "chad,population,17000000,Census, (no source_url).",
    silent: "The row has an address. A row without a source at all is an error of form.",
};

/// An address that leads nowhere.
pub const DEAD_ADDRESS: Rule = Rule {
    code: "FL929",
    name: "dead-address",
    summary: "the address of a source has a form that leads nowhere",
    checks: "The form alone, nothing is fetched: http or https, a host with a known kind of ending, no blanks, no ellipsis, no broken escapes, no host reserved for examples or for one's own machine.",
    why: "An address that was cut or made up looks like a source.",
    example: "\"www.census.example/chad\" (no http://), \"https://localhost/t.csv\", \"https://stat.org/a…\".",
    silent: "The form is right. Whether the page still exists only a look at the network tells, and factlint never looks.",
};

/// Endings that no public host has (RFC 2606, RFC 6761, RFC 6762).
const RESERVED: [&str; 6] = ["example", "invalid", "test", "localhost", "local", "internal"];
/// Hosts that are reserved for examples (RFC 2606).
const EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];

pub(super) fn run(desk: &Desk<'_>, found: &mut Vec<Problem>) {
    let mut without = FxHashSet::default();
    for fact in &desk.facts {
        let row = desk.reference.row(fact);
        let url = row.get("source_url");
        if let Some(wrong) = dead(url).filter(|_| !url.is_empty()) {
            let message = format!("the address of the source leads nowhere: {wrong}");
            found.push(
                desk.finding(&DEAD_ADDRESS, Severity::Warning, fact, "source_url", message).expected("an address such as https://stat.gov.xx/census", url),
            );
        } else if url.is_empty() && row.iter().any(|(name, _)| name == "source_url") {
            let message = format!("{} has no address of its source ({})", desk.named(fact), row.get("source"));
            found.push(desk.finding(&NO_ADDRESS, Severity::Warning, fact, "source_url", message).expected("an http address", ""));
        } else if url.is_empty() && without.insert(row.file.to_owned()) {
            let problem = Problem::warning(row.file, "the table has no column for the addresses of its sources").at(1, 1).expected("a column source_url", "");
            found.push(Problem { about: row.file.to_owned(), ..problem.coded(NO_ADDRESS.code) });
        }
    }
}

/// What is wrong with the form of an address.
fn dead(url: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = url.split_once("://").filter(|(scheme, _)| !scheme.contains(['/', '.', '?'])) else {
        return Some("it does not begin with http:// or https://");
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("").rsplit('@').next().unwrap_or("");
    let host = host.split(':').next().unwrap_or("").trim_end_matches('.').to_lowercase();
    let ending = host.rsplit('.').next().unwrap_or("");
    match () {
        () if !matches!(scheme, "http" | "https") => Some("it does not begin with http:// or https://"),
        () if url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"')) => Some("it has blanks or marks that no address has"),
        () if url.ends_with('…') || url.ends_with("...") => Some("it was cut"),
        () if rest.starts_with("http") && rest.contains("//") && host.starts_with("http") => Some("its beginning stands twice"),
        () if has_broken_escape(url) => Some("it has a % without two hexadecimal digits"),
        () if RESERVED.contains(&ending) || EXAMPLES.iter().any(|e| host == *e || host.ends_with(&format!(".{e}"))) => {
            Some("its host is reserved for examples or one's own machine")
        }
        () if !host.contains('.') => Some("its host has no ending"),
        () if is_private(&host) => Some("its host is a private number"),
        () if ending.len() < 2 || host.split('.').any(str::is_empty) => Some("its host has no ending"),
        () => None,
    }
}

fn has_broken_escape(url: &str) -> bool {
    let hex = |b: Option<u8>| b.is_some_and(|b| b.is_ascii_hexdigit());
    let bytes = url.as_bytes();
    bytes.iter().enumerate().any(|(at, b)| *b == b'%' && !(hex(bytes.get(at + 1).copied()) && hex(bytes.get(at + 2).copied())))
}

/// IPv4 addresses of private networks and of the machine itself (RFC 1918, RFC 1122).
fn is_private(host: &str) -> bool {
    host.parse::<std::net::Ipv4Addr>().is_ok_and(|ip| ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::dead;

    #[test]
    fn forms_that_lead_somewhere() {
        for url in [
            "https://stat.gov.ab/census?y=2020#t1",
            "http://a.bc/%20x",
            "https://user@host.org:8080/p",
            "https://93.184.216.34/x",
            "https://de.wikipedia.org/wiki/Tschad_(Staat)",
        ] {
            assert_eq!(dead(url), None, "{url}");
        }
    }

    #[test]
    fn forms_that_lead_nowhere() {
        for (url, why) in [
            ("www.stat.gov.ab/census", "begin"),
            ("ftp://stat.gov.ab/t.csv", "begin"),
            ("https://stat.gov.ab/a b", "blanks"),
            ("https://stat.gov.ab/cens…", "cut"),
            ("https://https://stat.gov.ab", "twice"),
            ("https://stat.gov.ab/%zz", "%"),
            ("https://example.org/chad", "reserved"),
            ("http://localhost/x", "reserved"),
            ("http://server/x", "ending"),
            ("http://10.1.2.3/x", "private"),
            ("https:///x", "ending"),
        ] {
            assert!(dead(url).is_some_and(|w| w.contains(why)), "{url}: {:?}", dead(url));
        }
    }
}
