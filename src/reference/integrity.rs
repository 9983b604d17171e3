//! Whether a file is the one that its package describes.
//!
//! In: what the descriptor says of bytes and hash, and the bytes. Out: problems. A hash without the
//! name of its algorithm is MD5, as the Frictionless standard has it.

use super::fault::INTEGRITY;
use super::package::ResourceText;
use crate::problem::{Problem, Severity};
use md5::Md5;
use sha2::{Digest, Sha256, Sha512};

/// Compares a file with what is said of it.
pub fn check(resource: &ResourceText, bytes: &[u8]) -> Vec<Problem> {
    let told = |message: String, severity| Problem::error(&resource.file, message).at(1, 1).coded(INTEGRITY.code).weighing(severity);
    let mut problems = Vec::new();
    if let Some(described) = resource.described.bytes.filter(|&b| b != bytes.len() as u64) {
        let message = format!("the resource {:?} is not the file that was described: its size differs", resource.name);
        problems.push(told(message, Severity::Warning).expected(format!("{described} bytes"), format!("{} bytes", bytes.len())));
    }
    let Some(hash) = &resource.described.hash else { return problems };
    let (algorithm, described) = hash.split_once(':').unwrap_or(("md5", hash));
    match digest(algorithm, bytes) {
        Some(found) if found.eq_ignore_ascii_case(described) => {}
        Some(found) => {
            let message = format!("the resource {:?} is not the file that was described: its hash differs", resource.name);
            problems.push(told(message, Severity::Warning).expected(hash, format!("{algorithm}:{found}")));
        }
        None => {
            let message = format!("the hash of the resource {:?} was not checked: the algorithm {algorithm:?} is not known", resource.name);
            problems.push(told(message, Severity::Note).expected("md5, sha256, sha512", algorithm));
        }
    }
    problems
}

/// The hash in hexadecimal digits. None if the algorithm is not known.
fn digest(algorithm: &str, bytes: &[u8]) -> Option<String> {
    match algorithm {
        "md5" => Some(hexadecimal(&Md5::digest(bytes))),
        "sha256" => Some(hexadecimal(&Sha256::digest(bytes))),
        "sha512" => Some(hexadecimal(&Sha512::digest(bytes))),
        _ => None,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::reference::package::{Described, ResourceText, Role};

    #[test]
    fn a_file_is_held_against_its_size_and_hash() {
        let resource = |bytes, hash: &str| ResourceText {
            name: "facts".into(),
            described: Described { bytes, hash: Some(hash.to_owned()) },
            ..ResourceText::of("facts.csv", Role::Facts, "".into())
        };
        for hash in [
            "900150983cd24fb0d6963f7d28e17f72",
            "md5:900150983CD24FB0D6963F7D28E17F72",
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ] {
            assert_eq!(check(&resource(Some(3), hash), b"abc"), [], "{hash}");
        }
        let said: Vec<String> = check(&resource(Some(4), "md5:00"), b"abc").iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "facts.csv:1:1: warning[FL905]: the resource \"facts\" is not the file that was described: its size differs; expected 4 bytes, found \"3 bytes\"",
                "facts.csv:1:1: warning[FL905]: the resource \"facts\" is not the file that was described: its hash differs; expected md5:00, found \"md5:900150983cd24fb0d6963f7d28e17f72\"",
            ]
        );
        let unknown = check(&resource(None, "crc32:1"), b"abc");
        assert_eq!(
            unknown[0].to_string(),
            "facts.csv:1:1: note[FL905]: the hash of the resource \"facts\" was not checked: the algorithm \"crc32\" is not known; expected md5, sha256, sha512, found \"crc32\""
        );
    }
}
