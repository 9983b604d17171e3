//! Parts of a zip file, as word processors write them.
//!
//! In: the bytes of a file. Out: the texts of the parts that are asked for. What unpacks to
//! more than an article may be is refused while it is unpacked, whatever its header says.

use crate::problem::Problem;
use crate::text::source::MAX_ARTICLE_BYTES;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The texts of those of `wanted` that are there; the first must be.
///
/// # Errors
/// A problem, if it is no zip file, lacks the first part, or a part is too large, encrypted or not UTF-8.
pub fn parts(name: &str, bytes: &[u8], wanted: &[&str]) -> Result<Vec<(String, String)>, Problem> {
    let expected = "a .docx file";
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|e| Problem::error(name, "this is not a zip file, as Word documents are").expected(expected, e.to_string()))?;
    let mut found = Vec::new();
    for (number, part) in wanted.iter().enumerate() {
        let mut file = match archive.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) if number > 0 => continue,
            Err(ZipError::FileNotFound) => return Err(Problem::error(name, format!("the file holds no {part}")).expected(expected, "another kind of zip file")),
            Err(error) => {
                return Err(
                    Problem::error(name, format!("{part} cannot be unpacked")).expected("a part that is neither encrypted nor damaged", error.to_string())
                );
            }
        };
        let mut text = Vec::new();
        let limit = MAX_ARTICLE_BYTES as u64 + 1;
        let read = (&mut file).take(limit).read_to_end(&mut text);
        read.map_err(|e| Problem::error(name, format!("{part} cannot be unpacked")).expected("a part that is not damaged", e.to_string()))?;
        if text.len() > MAX_ARTICLE_BYTES {
            let expected = format!("at most {} MiB", MAX_ARTICLE_BYTES >> 20);
            return Err(Problem::error(name, format!("{part} unpacks to more than one article may be"))
                .expected(expected, format!("{} bytes packed", file.compressed_size())));
        }
        let text = String::from_utf8(text).map_err(|e| Problem::error(name, format!("{part} is not UTF-8")).expected("UTF-8", e.to_string()))?;
        found.push(((*part).to_owned(), text));
    }
    Ok(found)
}
