//! The integration tests, one binary: linking DataFusion once is enough.

mod architecture;
mod reference_pages;
mod sql_logic;
mod support;
