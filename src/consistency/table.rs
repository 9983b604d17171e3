//! FL209, FL505: tables whose totals or percentages do not follow from their cells, and text
//! that quotes a cell with a slip.
//!
//! In: the cells of a part, each with its row and column. Out: a total that its column or row
//! does not add up to, a percentage that is not that of its count, a number of the text. What a
//! column is of it does not know: it speaks only where the rest of the table bears it out.

use super::operand::is_number;
use super::{Inconsistency, View};
use crate::measure::interval::grouped;
use crate::measure::slip::slips;
use crate::mention::Mention;
use crate::mention::draft::Kind;
use crate::rule::Rule;
use crate::text::plain::Cell;
use crate::text::token::{TokenKind, words};
use rust_decimal::Decimal;
use std::ops::Range;

/// A column over its total.
pub const TABLE: Rule = Rule {
    code: "FL209",
    name: "table",
    summary: "a total or a percentage of a table does not follow from its cells",
    checks: "In a table of Markdown or HTML whose row or column is headed \"total\", the other cells are added; where one column has counts and another their percentages, these are worked out.",
    why: "A cell is corrected and the total stays; tables are read by those who calculate.",
    example: "\"| North | 120 | … | South | 80 | … | Total | 210 |\": that makes 200.",
    silent: "A cell has words or two numbers, there are several totals, rounding allows the sum, no slip of one digit explains the difference, or no other column of the table adds up.",
};

/// A number of the text and the cell that it is taken from.
pub const QUOTE: Rule = Rule {
    code: "FL505",
    name: "table-quote",
    summary: "the text quotes a cell of a table with a slip",
    checks: "Where a sentence names a row of a table and has a number that no cell has, but that is one slip away from a cell of that row, both are shown.",
    why: "The table comes from the source, the sentence from memory.",
    example: "\"Graz had 1,324 visitors\" beside a table in which Graz has 1,234.",
    silent: "The number has fewer than three digits, is in another unit, or stands in the table as well.",
};

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// Nothing, or a dash.
    Empty,
    /// Words; true if they head a total.
    Words(bool),
    /// The one number in it.
    Number(usize),
}

/// A table: its rows, all of one length.
type Grid = Vec<Vec<Entry>>;

/// Larger tables are not looked at.
const MOST: u32 = 400;

pub(super) fn run(view: &View<'_>, found: &mut Vec<Inconsistency>) {
    for cells in view.part.cells.chunk_by(|a, b| a.table == b.table) {
        let Some(grid) = grid(view, cells) else { continue };
        found.extend(totals(view, &grid));
        found.extend(totals(view, &turned(&grid)));
        found.extend(shares(view, &grid));
        quotes(view, &grid, cells, found);
    }
}

// ---- reading

fn grid(view: &View<'_>, cells: &[Cell]) -> Option<Grid> {
    let rows = cells.iter().map(|c| c.row).max().filter(|&n| n <= MOST)?;
    let columns = cells.iter().map(|c| c.column).max().filter(|&n| n <= MOST)?;
    let mut grid = vec![vec![Entry::Empty; columns as usize]; rows as usize];
    for cell in cells {
        let place = grid.get_mut(cell.row.checked_sub(1)? as usize)?.get_mut(cell.column.checked_sub(1)? as usize)?;
        // a cell of two paragraphs is no number
        *place = if *place == Entry::Empty { entry(view, cell.block) } else { Entry::Words(false) };
    }
    (rows >= 3 && columns >= 2).then_some(grid)
}

/// The tokens of a block.
fn tokens(view: &View<'_>, block: usize) -> Range<usize> {
    let sentences = &view.part.reading.sentences;
    let first = sentences.partition_point(|s| s.block < block);
    let last = sentences.partition_point(|s| s.block <= block);
    sentences.get(first).map_or(0, |s| s.tokens.start)..if last > first { sentences[last - 1].tokens.end } else { 0 }
}

fn entry(view: &View<'_>, block: usize) -> Entry {
    let place = tokens(view, block);
    if !place.clone().any(|i| view.part.reading.tokens[i].kind != TokenKind::Mark) {
        return Entry::Empty;
    }
    let mentions = view.mentions();
    let first = mentions.partition_point(|m| m.tokens.end <= place.start);
    let within = mentions[first..].iter().take_while(|m| m.tokens.start < place.end).count();
    let plain = |m: &Mention| is_number(m) && m.high.is_none() && m.bound.is_none() && m.hedge.is_none() && !m.vague;
    // "12 per cent" is the number; "12 in the north" is not only that
    let only = |m: &Mention| place.clone().all(|i| m.tokens.contains(&i) || view.part.reading.tokens[i].kind == TokenKind::Mark);
    match within {
        1 if plain(&mentions[first]) && only(&mentions[first]) => Entry::Number(first),
        _ => Entry::Words(place.into_iter().any(|i| view.says(i, words!["total", "totals", "sum"]))),
    }
}

fn turned(grid: &Grid) -> Grid {
    (0..grid[0].len()).map(|column| grid.iter().map(|row| row[column]).collect()).collect()
}

fn value(view: &View<'_>, mention: usize) -> Decimal {
    view.mentions()[mention].value.map_or(Decimal::ZERO, |v| v.value)
}

fn step(view: &View<'_>, mention: usize) -> Decimal {
    view.mentions()[mention].value.map_or(Decimal::ONE, |v| v.step)
}

// ---- totals

/// A column with its total.
struct Column {
    parts: Vec<usize>,
    total: usize,
    sum: Decimal,
}

/// Each column against the row that is headed "total", if there is one such row.
fn totals(view: &View<'_>, grid: &Grid) -> Vec<Inconsistency> {
    let mut headed = (0..grid.len()).filter(|&row| grid[row][0] == Entry::Words(true));
    let (Some(total), None) = (headed.next(), headed.next()) else { return Vec::new() };
    let columns: Vec<Column> = (1..grid[0].len()).filter_map(|column| column_of(view, grid, column, total)).collect();
    let exact = columns.iter().any(|c| value(view, c.total) == c.sum && c.parts.iter().all(|&i| step(view, i) == Decimal::ONE));
    let fits = |c: &Column| value(view, c.total).saturating_sub(c.sum).abs() <= slack(view, c, exact);
    let borne_out = columns.len() == 1 || columns.iter().any(fits);
    columns.iter().filter(|c| borne_out && !fits(c) && is_explained(view, c)).map(|c| wrong_total(view, c)).collect()
}

fn column_of(view: &View<'_>, grid: &Grid, column: usize, total: usize) -> Option<Column> {
    let Entry::Number(stated) = grid[total][column] else { return None };
    let mut parts = Vec::new();
    for row in (0..grid.len()).filter(|&row| row != total) {
        match grid[row][column] {
            Entry::Number(part) => parts.push(part),
            Entry::Empty => {}
            // a row of headings
            Entry::Words(false) if !grid[row].iter().any(|e| matches!(e, Entry::Number(_))) => {}
            Entry::Words(_) => return None,
        }
    }
    let unit = |i: usize| view.mentions()[i].unit.as_ref().map(|u| u.name.as_str());
    let alike = parts.iter().all(|&i| unit(i) == unit(stated));
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, &i| sum.checked_add(value(view, i)))?;
    (parts.len() >= 2 && alike).then_some(Column { parts, total: stated, sum })
}

/// What rounding of the cells may put between the sum and the total: nothing where whole numbers of another column add up.
fn slack(view: &View<'_>, column: &Column, exact: bool) -> Decimal {
    let coarsest = column.parts.iter().chain([&column.total]).map(|&i| step(view, i)).max().unwrap_or_default();
    let counted = view.mentions()[column.total].kind != Kind::Percent;
    if exact && counted && coarsest == Decimal::ONE { Decimal::ZERO } else { coarsest.saturating_mul(Decimal::from(column.parts.len() + 1)) / Decimal::TWO }
}

/// True if one slip in the total, or in one cell, makes the difference.
fn is_explained(view: &View<'_>, column: &Column) -> bool {
    let total = value(view, column.total);
    let slip = |from: Decimal, to: Decimal| slips(from).contains(&to) || is_one_digit(from, to);
    let of_part = |&i: &usize| {
        total.checked_sub(column.sum).and_then(|off| off.checked_add(value(view, i))).is_some_and(|right| right >= Decimal::ZERO && slip(value(view, i), right))
    };
    slip(total, column.sum) || column.parts.iter().any(of_part)
}

/// True if one digit differs.
fn is_one_digit(a: Decimal, b: Decimal) -> bool {
    let (a, b) = (a.to_string(), b.to_string());
    a.len() == b.len() && a.len() > 1 && a.bytes().zip(b.bytes()).filter(|(a, b)| a != b).count() == 1
}

fn wrong_total(view: &View<'_>, column: &Column) -> Inconsistency {
    let written: Vec<String> = column.parts.iter().map(|&i| grouped(value(view, i))).collect();
    Inconsistency {
        mention: column.total,
        related: column.parts.clone(),
        explanation: format!("{} = {}; the table's total is {}.", written.join(" + "), grouped(column.sum), view.text(column.total)),
        would_pass: grouped(column.sum),
        ..view.slip(TABLE.code)
    }
}

// ---- percentages

/// A column of percentages against the column of counts that they are of.
fn shares(view: &View<'_>, grid: &Grid) -> Vec<Inconsistency> {
    let columns = 1..grid[0].len();
    let pairs = columns.clone().flat_map(|count| columns.clone().map(move |percent| (count, percent))).filter(|(count, percent)| count != percent);
    pairs.filter_map(|(count, percent)| share(view, grid, count, percent)).collect()
}

fn share(view: &View<'_>, grid: &Grid, count: usize, percent: usize) -> Option<Inconsistency> {
    let number = |row: usize, column: usize| if let Entry::Number(i) = grid[row][column] { Some(i) } else { None };
    let rows: Vec<(usize, usize, bool)> =
        (0..grid.len()).filter_map(|row| Some((number(row, count)?, number(row, percent)?, grid[row][0] == Entry::Words(true)))).collect();
    let is_percent = |i: usize| view.mentions()[i].kind == Kind::Percent;
    if rows.len() < 3 || !rows.iter().all(|&(count, percent, _)| is_percent(percent) && !is_percent(count)) {
        return None;
    }
    let parts: Vec<_> = rows.iter().filter(|row| !row.2).collect();
    let whole = match rows.iter().find(|row| row.2) {
        Some(total) => value(view, total.0),
        None => parts.iter().try_fold(Decimal::ZERO, |sum, row| sum.checked_add(value(view, row.0)))?,
    };
    let right = |count: usize| value(view, count).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole);
    let off = |row: &&&(usize, usize, bool)| right(row.0).is_some_and(|right| right.saturating_sub(value(view, row.1)).abs() > step(view, row.1));
    let wrong: Vec<_> = parts.iter().filter(off).collect();
    let (&&&(of, told, _), true) = (wrong.first()?, wrong.len() == 1 && parts.len() >= 3) else { return None };
    let right = right(of)?.round_dp(step(view, told).scale());
    Some(Inconsistency {
        mention: told,
        related: vec![of],
        explanation: format!("{} of {} are {right} percent; the table says {}.", grouped(value(view, of)), grouped(whole), view.text(told)),
        would_pass: format!("{right} percent"),
        ..view.slip(TABLE.code)
    })
}

// ---- text that quotes a cell

/// A number with fewer digits is like a cell by chance.
const DIGITS: usize = 3;

fn quotes(view: &View<'_>, grid: &Grid, cells: &[Cell], found: &mut Vec<Inconsistency>) {
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return };
    let (start, end) = (tokens(view, first.block).start, tokens(view, last.block).end);
    let numbers: Vec<usize> = grid.iter().flatten().filter_map(|e| if let Entry::Number(i) = e { Some(*i) } else { None }).collect();
    for (number, mention) in view.mentions().iter().enumerate() {
        let outside = mention.tokens.end <= start || mention.tokens.start >= end;
        let plain = outside && is_number(mention) && mention.high.is_none() && mention.bound.is_none() && !mention.vague;
        let Some(told) = mention.value.filter(|v| plain && v.value.mantissa().unsigned_abs() >= 10_u128.pow(DIGITS as u32 - 1)) else { continue };
        if numbers.iter().any(|&i| value(view, i) == told.value) {
            continue;
        }
        let slipped = slips(told.value);
        let cell = cells.iter().filter(|c| c.column > 1).find_map(|cell| {
            let Entry::Number(i) = grid[cell.row as usize - 1][cell.column as usize - 1] else { return None };
            let unit = |m: &Mention| m.unit.as_ref().map(|u| u.name.clone());
            let alike = unit(&view.mentions()[i]).is_none() || unit(&view.mentions()[i]) == unit(mention);
            (alike && slipped.contains(&value(view, i)) && is_named(view, cells, cell.row, number)).then_some(i)
        });
        found.extend(cell.map(|cell| Inconsistency {
            mention: number,
            related: vec![cell],
            explanation: format!("The text says {}, the table {}.", view.text(number), view.text(cell)),
            would_pass: format!("{} in both places", view.text(cell)),
            ..view.slip(QUOTE.code)
        }));
    }
}

/// True if the sentence of a number has every word that heads the row.
fn is_named(view: &View<'_>, cells: &[Cell], row: u32, mention: usize) -> bool {
    let sentence = view.around(mention);
    let all = &view.part.reading.tokens;
    let head = cells.iter().filter(|c| c.row == row && c.column == 1).flat_map(|c| tokens(view, c.block)).filter(|&i| all[i].kind == TokenKind::Word);
    let mut named = head.map(|i| all[i].len() > 2 && sentence.clone().any(|at| all[at].hash == all[i].hash)).peekable();
    named.peek().is_some() && named.all(|found| found)
}

#[cfg(test)]
mod tests {
    use crate::consistency::testing::explained_table;

    #[test]
    fn totals_that_the_cells_do_not_give_are_named() {
        assert_eq!(
            explained_table(&[&["Region", "Visitors"], &["North", "120"], &["South", "80"], &["Total", "210"]], ""),
            ["FL209 120 + 80 = 200; the table's total is 210. → 200"]
        );
        let wide: &[&[&str]] = &[&["Region", "Women", "Men", "Total"], &["North", "120", "130", "250"], &["South", "80", "95", "157"]];
        assert_eq!(explained_table(wide, ""), ["FL209 80 + 95 = 175; the table's total is 157. → 175"]);
    }

    #[test]
    fn percentages_that_the_counts_do_not_give_are_named() {
        let table: &[&[&str]] =
            &[&["Party", "Seats", "Share"], &["Reds", "50", "50%"], &["Blues", "30", "30%"], &["Greens", "12", "21%"], &["Total", "92", "100%"]];
        let right: &[&[&str]] =
            &[&["Party", "Seats", "Share"], &["Reds", "50", "50%"], &["Blues", "30", "30%"], &["Greens", "20", "12%"], &["Total", "100", "100%"]];
        assert_eq!(explained_table(right, "").iter().filter(|f| f.contains("20 of 100 are 20 percent")).count(), 1);
        // nearly all percentages are off: they are of something else
        assert_eq!(explained_table(table, ""), [] as [&str; 0]);
    }

    #[test]
    fn text_that_quotes_a_cell_with_a_slip_is_named() {
        let table: &[&[&str]] = &[&["Town", "Visitors"], &["Graz", "1,234"], &["Linz", "2,345"]];
        assert_eq!(explained_table(table, "Graz had 1,324 visitors."), ["FL505 The text says 1,324, the table 1,234. → 1,234 in both places"]);
        for text in ["Graz had 1,234 visitors.", "Wels had 1,324 visitors.", "Graz had 1,500 visitors."] {
            assert_eq!(explained_table(table, text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn tables_that_do_not_add_up_otherwise_are_left_alone() {
        let averages: &[&[&str]] = &[&["Region", "People", "Density"], &["North", "120", "35"], &["South", "80", "41"], &["Total", "200", "38"]];
        let rounded: &[&[&str]] = &[&["Party", "Share"], &["Reds", "33.3"], &["Blues", "33.3"], &["Greens", "33.3"], &["Total", "100.0"]];
        let open: &[&[&str]] = &[&["Region", "Visitors"], &["North", "120"], &["South", "not known"], &["Total", "210"]];
        for table in [averages, rounded, open] {
            assert_eq!(explained_table(table, ""), [] as [&str; 0]);
        }
    }
}
