//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    zzlint::cli::main()
}
