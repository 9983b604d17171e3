//! A file as memory: the one place where the compiler's promises are not enough.
//!
//! Mapping is what keeps a check against millions of rows small: read as a file, an index of ten
//! million rows takes as many bytes of memory as it has (near a gigabyte) and the time to
//! copy them, for every run; mapped, a run touches the few blocks that its article asks for.

use memmap2::Mmap;
use std::fs::File;

/// Maps a file for reading.
///
/// # Errors
/// As the operating system has them.
#[allow(unsafe_code)]
pub fn map(file: &File) -> std::io::Result<Mmap> {
    // SAFETY: the bytes must not change while they are mapped. Whoever writes an index writes another
    // file and puts it in the place of this one (`cli/index.rs`), so this one stays as it is for as
    // long as it is open. Bytes that some other program changes fail their checksums or, being
    // bounded and checked where they are read, give wrong numbers, and are never jumped to.
    unsafe { Mmap::map(file) }
}
