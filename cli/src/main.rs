//! The `daybook` command: it parses, calls the [`daybook`] library and prints.
//!
//! ```text
//! arguments ──► commands/<name>.rs ──► daybook::Daybook ──► render/ ──► stdout   (results)
//!                       └──────────► progress/ ─────────────────────► stderr   (bars, lines, notices)
//! ```

mod app;
mod args;
mod commands;
mod failure;
mod output;
mod progress;
mod prompt;
mod render;
mod sample;
mod screen;
mod shell;
mod values;

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    app::main()
}
