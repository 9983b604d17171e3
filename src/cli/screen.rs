//! A screen at a terminal: text, drawn once, and lines that fit.
//!
//! In: a terminal and text. Out: the text on an empty screen, where screens can be emptied.

use console::Term;

/// Shows text on an empty screen; over a slow line and on a dumb terminal, below what is there.
///
/// # Errors
/// If the terminal is gone.
pub fn show(term: &Term, text: &str) -> std::io::Result<()> {
    if term.features().is_attended() && std::env::var_os("TERM").is_none_or(|t| t != "dumb") {
        term.clear_screen()?;
    }
    term.write_str(text)?;
    term.flush()
}

/// Words in lines no wider than the terminal.
pub fn wrapped(words: &[String], width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in words {
        if used > 0 && used + word.len() + 3 > width.max(40) {
            out.push('\n');
            used = 0;
        } else if used > 0 {
            out.push_str(" · ");
            used += 3;
        }
        out.push_str(word);
        used += word.chars().count();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_of_keys_fit_the_terminal() {
        let words: Vec<String> = (0..20).map(|n| format!("k{n} does something")).collect();
        assert!(wrapped(&words, 60).lines().all(|line| line.chars().count() <= 60));
    }
}
