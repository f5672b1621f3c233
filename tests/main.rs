//! The integration tests, one binary: linking DataFusion once is enough.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot set itself up has failed"
)]

mod accuracy;
mod architecture;
mod book;
mod documented_sql;
mod other_readers;
mod real_data;
mod reference_pages;
mod sql_logic;
mod support;
mod writers;
