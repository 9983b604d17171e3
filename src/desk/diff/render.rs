//! A diff as text and as Markdown.

use super::{Declared, Diff, Revision, Row};

impl Diff {
    /// As text: one change a line, `+`, `-` and `~` before it.
    pub fn text(&self) -> String {
        let mut out = format!("old: {}\nnew: {}\n", self.old.join("; "), self.new.join("; "));
        let when = |r: &Row| if r.row.when.is_empty() { String::new() } else { format!(" ({})", r.row.when) };
        let row = |sign: char, r: &Row| format!("{sign} {}: {}{}  {} [{}]\n", r.about, r.row.value, when(r), r.row.id, r.row.place);
        self.revised
            .iter()
            .for_each(|r| out.push_str(&format!("~ {}: {} → {}{}  {} [{}]\n", timed(r), r.old.value, r.new.value, change(r), r.new.id, r.new.place)));
        self.added.iter().for_each(|r| out.push_str(&row('+', r)));
        self.removed.iter().for_each(|r| out.push_str(&row('-', r)));
        for edit in &self.edited {
            let cells: Vec<String> = edit.cells.iter().map(|(column, old, new)| format!("{column} {old:?} → {new:?}")).collect();
            out.push_str(&format!("= {}: {}  {} [{}]\n", edit.about, cells.join(", "), edit.row.id, edit.row.place));
        }
        for (what, declared) in [("entity", &self.entities), ("property", &self.properties)] {
            out.push_str(&declared.text(what));
        }
        out.push_str(&format!("{}\n", self.summary()));
        out
    }

    /// As Markdown, for a pull request.
    pub fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", self.summary());
        let cell = |text: &str| text.replace('|', "\\|").replace('\n', " ");
        if !self.revised.is_empty() {
            out.push_str("\n| revised | old | new | change | row |\n|---|--:|--:|--:|---|\n");
            for r in &self.revised {
                let cells = [timed(r), r.old.value.clone(), r.new.value.clone(), change(r).trim_matches([' ', '(', ')']).to_owned(), format!("`{}`", r.new.id)];
                out.push_str(&format!("| {} |\n", cells.map(|c| cell(&c)).join(" | ")));
            }
        }
        for (what, rows) in [("added", &self.added), ("removed", &self.removed)] {
            if !rows.is_empty() {
                out.push_str(&format!("\n| {what} | value | when | source | row |\n|---|--:|---|---|---|\n"));
            }
            for r in rows {
                let cells = [r.about.clone(), r.row.value.clone(), r.row.when.clone(), r.row.source.clone(), format!("`{}`", r.row.id)];
                out.push_str(&format!("| {} |\n", cells.map(|c| cell(&c)).join(" | ")));
            }
        }
        if !self.edited.is_empty() {
            out.push_str("\n| edited | cells |\n|---|---|\n");
        }
        for edit in &self.edited {
            let cells: Vec<String> = edit.cells.iter().map(|(column, old, new)| format!("`{column}`: {old} → {new}")).collect();
            out.push_str(&format!("| {} | {} |\n", cell(&edit.about), cell(&cells.join("; "))));
        }
        for (what, declared) in [("entity", &self.entities), ("property", &self.properties)] {
            let lines = declared.text(what);
            lines.lines().for_each(|line| out.push_str(&format!("\n- `{line}`")));
        }
        out.trim_end().to_owned() + "\n"
    }

    fn summary(&self) -> String {
        if self.is_empty() {
            return format!("nothing changed in {} rows", self.same);
        }
        let declared = |d: &Declared, one: &str, many: &str| match d.added.len() + d.removed.len() + d.edited.len() {
            0 => String::new(),
            1 => format!(", 1 {one} changed"),
            n => format!(", {n} {many} changed"),
        };
        format!(
            "{} added, {} removed, {} revised, {} edited, {} the same{}{}",
            self.added.len(),
            self.removed.len(),
            self.revised.len(),
            self.edited.len(),
            self.same,
            declared(&self.entities, "entity", "entities"),
            declared(&self.properties, "property", "properties")
        )
    }
}

fn timed(revision: &Revision) -> String {
    if revision.new.when.is_empty() { revision.about.clone() } else { format!("{} ({})", revision.about, revision.new.when) }
}

/// " (+2.5 %)", " (−3 days)"; empty where neither can be said.
fn change(revision: &Revision) -> String {
    let signed = |number: String| number.replacen('-', "−", 1);
    match (revision.change_percent, revision.change_days) {
        (Some(percent), _) => format!(" ({} %)", signed(format!("{percent:+}"))),
        (_, Some(days)) => format!(" ({} {})", signed(format!("{days:+}")), if days.abs() == 1 { "day" } else { "days" }),
        _ => String::new(),
    }
}

impl Declared {
    fn text(&self, what: &str) -> String {
        let mut out = String::new();
        self.added.iter().for_each(|id| out.push_str(&format!("+ {what} {id}\n")));
        self.removed.iter().for_each(|id| out.push_str(&format!("- {what} {id}\n")));
        for (id, cells) in &self.edited {
            let cells: Vec<String> = cells.iter().map(|(column, old, new)| format!("{column} {old:?} → {new:?}")).collect();
            out.push_str(&format!("~ {what} {id}: {}\n", cells.join(", ")));
        }
        out
    }
}
