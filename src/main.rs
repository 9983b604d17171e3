//! The binary: hands the arguments to `cli` and returns its exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    factlint::cli::main(std::env::args_os())
}
