//! Numbers as others write them: with groups of thousands, a decimal comma, marks of
//! footnotes. Out: a number as tables of facts have it, digit for digit.

/// The decimal mark of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

/// The decimal mark that a column's numbers show; the flag says that they may be read either way.
pub fn detect<'c>(cells: impl Iterator<Item = &'c str>) -> (Decimal, bool) {
    let (mut doubtful, mut commas) = (false, false);
    let numbers = cells.filter(|c| c.contains(|c: char| c.is_ascii_digit()) && c.chars().all(|c| c.is_ascii_digit() || " ,.-+%\u{a0}\u{2212}".contains(c)));
    for cell in numbers {
        let marks: Vec<char> = cell.chars().filter(|c| matches!(c, '.' | ',')).collect();
        let behind = |mark: char| cell.rsplit(mark).next().unwrap_or("").chars().take_while(char::is_ascii_digit).count();
        match marks.as_slice() {
            [] => {}
            [first, .., last] if first != last => return (if *last == ',' { Decimal::Comma } else { Decimal::Point }, false),
            // several alike are thousands, so the other is the decimal mark
            [first, _, ..] => return (if *first == ',' { Decimal::Point } else { Decimal::Comma }, false),
            [','] if behind(',') != 3 => return (Decimal::Comma, false),
            [','] => (doubtful, commas) = (true, true),
            ['.'] if behind('.') != 3 => return (Decimal::Point, false),
            _ => doubtful = true,
        }
    }
    // one comma before three digits: thousands, as English tables write them; one point: a decimal
    (Decimal::Point, doubtful && commas)
}

/// A number without groups, with a decimal point; none if the cell holds anything else.
pub fn plain(cell: &str, decimal: Decimal) -> Option<String> {
    let (group, mark) = if decimal == Decimal::Comma { ('.', ',') } else { (',', '.') };
    let bare: String = cell.chars().filter(|c| !c.is_whitespace() && *c != group && *c != '\'' && *c != '\u{2019}').collect();
    let bare = bare.replace('\u{2212}', "-").replace(mark, ".");
    let bare = bare.strip_prefix('+').unwrap_or(&bare).trim_end_matches('%');
    let digits = bare.strip_prefix('-').unwrap_or(bare);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') && bare.parse::<f64>().is_ok_and(f64::is_finite);
    is_number.then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Decimal, detect, plain};

    #[test]
    fn the_decimal_mark_is_told_by_the_column() {
        assert_eq!(detect(["1,234", "1,234.5"].into_iter()), (Decimal::Point, false));
        assert_eq!(detect(["..", "1234", "a.b.c, d"].into_iter()), (Decimal::Point, false));
        assert_eq!(detect(["1.234,5"].into_iter()), (Decimal::Comma, false));
        assert_eq!(detect(["3,7", "1,234"].into_iter()), (Decimal::Comma, false));
        assert_eq!(detect(["1,234,567"].into_iter()), (Decimal::Point, false));
        assert_eq!(detect(["1.234.567"].into_iter()), (Decimal::Comma, false));
        assert_eq!(detect(["1,234", "5,678"].into_iter()), (Decimal::Point, true));
        assert_eq!(detect(["12", "1.234"].into_iter()), (Decimal::Point, false));
    }

    #[test]
    fn numbers_keep_their_digits() {
        for (cell, decimal, number) in [
            ("1,234.50", Decimal::Point, Some("1234.50")),
            ("1.234,50", Decimal::Comma, Some("1234.50")),
            ("12 345", Decimal::Point, Some("12345")),
            ("\u{2212}3.5 %", Decimal::Point, Some("-3.5")),
            ("1.2e6", Decimal::Point, Some("1.2e6")),
            ("n/a", Decimal::Point, None),
            ("inf", Decimal::Point, None),
            ("12 (est.)", Decimal::Point, None),
        ] {
            assert_eq!(plain(cell, decimal).as_deref(), number, "{cell}");
        }
    }
}
