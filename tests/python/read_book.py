"""Reads tables of a book with programs that know nothing of Daybook; prints what each saw as one JSON object.

    read_book.py BOOK

    { "deltalake": { "postings": [rows, sum], … }, "polars": …, "duckdb": …, "bitmaps": [[key, [numbers]], …] }

`deltalake` and `polars` read the Delta log; `duckdb` reads the Parquet files as they lie in the folders, as
any Hive reader would, which is right once vacuum has removed replaced days.
"""

import json
import os
import sys

import duckdb
import polars
import pyroaring
from deltalake import DeltaTable

TABLES = {
    "postings": "posting_no",
    "attributes/skill_extract_onet_ksat_exact": "span_start",
    "attributes/state": "posting_no",
    "counts/skill_counts": "mentions",
    "counts/title_counts": "postings",
}


def with_deltalake(path, column):
    table = DeltaTable(path).to_pyarrow_table()
    days = {str(day) for day in table.column("date").to_pylist()}
    return [table.num_rows, sum(table.column(column).to_pylist()), len(days)]


def with_polars(path, column):
    scan = polars.scan_delta(path).select(
        polars.len().alias("n"), polars.col(column).sum().alias("sum"), polars.col("date").n_unique().alias("days")
    )
    return list(scan.collect().row(0))


def with_duckdb(path, column):
    files = f"read_parquet('{path}/**/*.parquet', hive_partitioning = true)"
    query = f"SELECT count(*), CAST(sum({column}) AS BIGINT), count(DISTINCT CAST(date AS DATE)) FROM {files}"
    return list(duckdb.sql(query).fetchall()[0])


def bitmaps(path):
    table = DeltaTable(path).to_pyarrow_table()
    columns = [table.column(name).to_pylist() for name in ("date", "state_code", "skill_id", "postings_state")]
    rows = []
    for date, state, skill, stored in zip(*columns):
        numbers = pyroaring.BitMap64.deserialize(stored)
        rows.append([f"{date}/{state or ''}/{skill}", len(numbers), sum(numbers)])
    return sorted(rows)


def main():
    book = sys.argv[1]
    readers = {"deltalake": with_deltalake, "polars": with_polars, "duckdb": with_duckdb}
    seen = {
        name: {table: read(f"{book}/{table}", column) for table, column in TABLES.items()}
        for name, read in readers.items()
    }
    seen["bitmaps"] = bitmaps(f"{book}/counts/skill_counts")
    json.dump(seen, sys.stdout)


main()
# The libraries' threads may still run; leaving through the interpreter's teardown can crash them.
sys.stdout.flush()
os._exit(0)
