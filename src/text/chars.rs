//! Characters counted once.
//!
//! In: a text. Out: for any byte offset, how many characters stand before it, without
//! counting from the start each time.

/// Bytes between two counts.
const STRIDE: usize = 256;

/// Running counts of the characters of a text.
#[derive(Debug, Clone, Default)]
pub struct CharMap {
    /// Characters before each stride; empty for ASCII, where bytes are characters.
    counts: Vec<u32>,
}

impl CharMap {
    /// Counts the characters of `text`.
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CharMap::default();
        }
        let mut total = 0;
        let counts = text.as_bytes().chunks(STRIDE).map(|chunk| {
            let before = total;
            total += starts(chunk);
            before
        });
        CharMap { counts: counts.collect() }
    }

    /// Characters of `text` (the one that was counted) before the byte at `offset`.
    pub fn before(&self, text: &str, offset: u32) -> u32 {
        let offset = (offset as usize).min(text.len());
        let Some(count) = self.counts.get(offset / STRIDE) else {
            return if self.counts.is_empty() { offset as u32 } else { text.chars().count() as u32 };
        };
        count + starts(&text.as_bytes()[offset / STRIDE * STRIDE..offset])
    }
}

/// Bytes that begin a character.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b & 0xc0) != 0x80).count() as u32
}

/// A Latin letter without its accent.
pub fn unaccented(c: char) -> char {
    const TABLE: [(&str, char); 18] = [
        ("áàâäãåāăąÁÀÂÄÃÅĀ", 'a'),
        ("çćčĉÇĆČ", 'c'),
        ("ďđĎĐ", 'd'),
        ("éèêëēėęěÉÈÊË", 'e'),
        ("ğģĝĞ", 'g'),
        ("íìîïīįıÍÌÎÏİ", 'i'),
        ("ķĶ", 'k'),
        ("łļľŁ", 'l'),
        ("ñńňņÑŃ", 'n'),
        ("óòôöõøōőÓÒÔÖÕØ", 'o'),
        ("řŕŘ", 'r'),
        ("śšşșŚŠŞȘ", 's'),
        ("ťţțŤŢȚ", 't'),
        ("úùûüūůűųÚÙÛÜŪ", 'u'),
        ("ŵŴ", 'w'),
        ("ýÿÝ", 'y'),
        ("źžżŹŽŻ", 'z'),
        ("əƏ", 'e'),
    ];
    if c.is_ascii() {
        return c;
    }
    TABLE.iter().find(|(accented, _)| accented.contains(c)).map_or(c, |t| t.1)
}

#[cfg(test)]
mod tests {
    use super::CharMap;

    #[test]
    fn counts_agree_with_counting_from_the_start() {
        for text in ["", "plain", &"é😀x".repeat(300)] {
            let map = CharMap::new(text);
            for offset in (0..=text.len()).filter(|&o| text.is_char_boundary(o)) {
                assert_eq!(map.before(text, offset as u32) as usize, text[..offset].chars().count());
            }
        }
    }
}
