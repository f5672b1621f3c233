//! The built program, run as people and scripts run it.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot start the program has failed"
)]

mod exit_codes;
mod s3;
mod s3_server;
