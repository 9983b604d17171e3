//! Ctrl-C: what is being done is done, nothing more is begun, no half file is left.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// The exit code of a run that was interrupted, as shells know it: 128 and SIGINT.
pub const CODE: u8 = 130;

/// Listens from now on. A second Ctrl-C ends the program at once.
pub fn listen() {
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(CODE));
        }
    });
}

/// True if somebody has pressed Ctrl-C.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
