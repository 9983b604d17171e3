//! A line that somebody types: letters, Backspace, Enter, and Esc to leave it.

use console::{Key, Term, measure_text_width};

/// Asks for a line; none if it was left with Esc or Ctrl-C.
///
/// # Errors
/// If the terminal is gone.
pub fn ask(term: &Term, question: &str, before: &str) -> std::io::Result<Option<String>> {
    let mut text: Vec<char> = before.chars().collect();
    term.write_str(question)?;
    term.write_str(before)?;
    loop {
        match term.read_key_raw()? {
            Key::Enter => {
                term.write_line("")?;
                return Ok(Some(text.into_iter().collect::<String>().trim().to_owned()));
            }
            Key::Escape | Key::CtrlC => {
                term.write_line("")?;
                return Ok(None);
            }
            Key::Backspace => {
                if let Some(gone) = text.pop() {
                    term.clear_chars(measure_text_width(&gone.to_string()))?;
                }
            }
            Key::Char(letter) if !letter.is_control() => {
                text.push(letter);
                term.write_str(&letter.to_string())?;
            }
            _ => {}
        }
    }
}
