//! Paths as hosts of repositories want them.
//!
//! In: a path as the user named it, and where the run stands in its repository. Out: the
//! path from the repository's root, with forward slashes, and the same as a URI. It asks
//! no file system.

use super::Run;

/// The path of an article from the root of its repository; as named, if it stands outside of it.
pub fn from_root(path: &str, run: &Run) -> String {
    let path = path.replace('\\', "/");
    if path == "-" {
        return "stdin".to_owned();
    }
    if let Some(root) = &run.root
        && let Some(below) = path.strip_prefix(root.as_str())
    {
        return below.trim_start_matches('/').to_owned();
    }
    if path.starts_with('/') {
        return path;
    }
    normal(&format!("{}{path}", run.below_root))
}

/// Without `.` and, where it can be, without `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|p| *p != "..") => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A path as a URI reference (RFC 3986): what is not allowed in a path is written in percents.
pub fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{from_root, uri};
    use crate::report::Run;

    #[test]
    fn paths_lead_from_the_root_of_the_repository() {
        let run = Run { below_root: "news/2025/".into(), root: Some("/home/desk/site".into()), ..Run::default() };
        for (path, from) in [
            ("a.md", "news/2025/a.md"),
            ("./a.md", "news/2025/a.md"),
            ("../b/./c.md", "news/b/c.md"),
            ("/home/desk/site/x.md", "x.md"),
            ("/tmp/y.md", "/tmp/y.md"),
            ("-", "stdin"),
        ] {
            assert_eq!(from_root(path, &run), from, "{path}");
        }
        assert_eq!(from_root("a/b.md", &Run::default()), "a/b.md");
    }

    #[test]
    fn uris_hold_no_character_that_a_path_may_not() {
        assert_eq!(uri("news/é 1%?.md"), "news/%C3%A9%201%25%3F.md");
    }
}
