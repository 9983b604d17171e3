//! Which elements of a page hold its article.
//!
//! Lists only: what is skipped, what parts paragraphs, what never closes.

use crate::text::plain::BlockKind;

/// Elements whose text is never the article's.
pub const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "option", "iframe", "svg", "math", "object", "audio",
    "video", "canvas", "code", "pre", "head", "menu", "dialog",
];

/// Roles whose elements are skipped like `nav`.
pub const SKIPPED_ROLES: &[&str] = &["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "alert"];

/// Words of class names and ids that mark what surrounds an article.
pub const SKIPPED_NAMES: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "cookie",
    "cookies",
    "related",
    "share",
    "sharing",
    "social",
    "comments",
    "comment",
    "advert",
    "advertisement",
    "ads",
    "promo",
    "newsletter",
    "subscribe",
    "pagination",
    "toc",
    "infobox",
    "reflist",
    "references",
    "navbox",
    "byline",
];

/// Elements that begin a block, and what it is.
pub const BLOCKS: &[(&str, BlockKind)] = &[
    ("p", BlockKind::Paragraph),
    ("div", BlockKind::Paragraph),
    ("section", BlockKind::Paragraph),
    ("article", BlockKind::Paragraph),
    ("main", BlockKind::Paragraph),
    ("header", BlockKind::Paragraph),
    ("blockquote", BlockKind::Paragraph),
    ("body", BlockKind::Paragraph),
    ("address", BlockKind::Paragraph),
    ("figure", BlockKind::Caption),
    ("figcaption", BlockKind::Caption),
    ("caption", BlockKind::Caption),
    ("h1", BlockKind::Heading),
    ("h2", BlockKind::Heading),
    ("h3", BlockKind::Heading),
    ("h4", BlockKind::Heading),
    ("h5", BlockKind::Heading),
    ("h6", BlockKind::Heading),
    ("li", BlockKind::Item),
    ("dt", BlockKind::Item),
    ("dd", BlockKind::Item),
    ("ul", BlockKind::Item),
    ("ol", BlockKind::Item),
    ("dl", BlockKind::Item),
    ("table", BlockKind::Cell),
    ("tr", BlockKind::Cell),
    ("td", BlockKind::Cell),
    ("th", BlockKind::Cell),
    ("hr", BlockKind::Paragraph),
];

/// Elements without an end tag.
pub const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose end tag may be left out (HTML, optional tags).
pub const OPTIONAL_END: &[&str] =
    &["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "html", "body", "head", "colgroup", "caption", "rp", "rt", "optgroup"];

/// Names of `<meta>` and properties that give the date of publication, best first.
pub const DATE_META: &[&str] = &[
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "og:article:published_time",
    "citation_publication_date",
    "article.published",
];

/// True if the element and its attributes say that it is not part of the article.
pub fn is_skipped(name: &str, attribute: impl Fn(&str) -> Option<String>) -> bool {
    let role = attribute("role").is_some_and(|r| SKIPPED_ROLES.contains(&r.to_ascii_lowercase().as_str()));
    let hidden = attribute("hidden").is_some() || attribute("aria-hidden").as_deref() == Some("true");
    let keeps_text = matches!(name, "html" | "body" | "article" | "main" | "p" | "h1");
    let named = !keeps_text
        && ["class", "id"].iter().filter_map(|a| attribute(a)).any(|names| {
            let lower = names.to_ascii_lowercase();
            lower.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| SKIPPED_NAMES.contains(&word))
        });
    SKIPPED.contains(&name) || role || hidden || named
}

/// What kind of block the element begins, if it begins one.
pub fn block(name: &str) -> Option<BlockKind> {
    BLOCKS.iter().find(|(n, _)| *n == name).map(|&(_, kind)| kind)
}
