//! Half-open byte ranges that know which text they point into.
//!
//! In: two byte offsets. Out: a `Span<C>` whose type parameter names the
//! coordinate system, so that an offset into an article's plain text cannot be
//! used on the source file by mistake. It refuses to know what either text is.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Coordinate system: the decoded source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum File {}

/// Coordinate system: the plain text of one part (title or body) of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {}

/// A half-open range of UTF-8 bytes in the coordinate system `C`.
pub struct Span<C> {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    system: PhantomData<fn() -> C>,
}

impl<C> Span<C> {
    /// The range `start..end`; an `end` before `start` becomes an empty span at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end: end.max(start), system: PhantomData }
    }

    /// The bytes of `text` under this span.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// As a range usable for indexing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// True if nothing lies between start and end.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True if the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True if `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

// Derives would demand the bounds of `C`, which is only a name.
impl<C> Clone for Span<C> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<C> Copy for Span<C> {}
impl<C> PartialEq for Span<C> {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}
impl<C> Eq for Span<C> {}
impl<C> fmt::Debug for Span<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::{Plain, Span};

    #[test]
    fn half_open_neighbours_do_not_overlap() {
        let (a, b) = (Span::<Plain>::new(0, 4), Span::<Plain>::new(4, 6));
        assert!(!a.overlaps(b));
        assert_eq!(a.join(b), Span::new(0, 6));
        assert!(a.join(b).contains(b));
    }

    #[test]
    fn a_span_outside_the_text_reads_as_empty() {
        assert_eq!(Span::<Plain>::new(3, 9).of("abc"), "");
        assert_eq!(Span::<Plain>::new(1, 2).of("é!"), "");
    }
}
