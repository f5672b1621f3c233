//! The integration tests, one binary: linking DataFusion once is enough.

mod architecture;
mod book;
mod other_readers;
mod reference_pages;
mod sql_logic;
mod support;
