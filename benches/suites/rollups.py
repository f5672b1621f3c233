"""Rollups of a book of 1,000 generated days, beside DuckDB on the same Parquet files (found by the `deltalake` package).

In an open session (DuckDB: one connection, file list given, with and without its cache of Parquet footers) and as whole
processes; medians of five. The answers must be the same.
"""
import statistics
import sys
import time

import duckdb

from bench import ROOT, daybook, duckdb_table, generated_book, per_statement, process, rows, scaled

OURS = {
    "quarter × state": "SELECT quarter(date) AS q, state_code, sum(postings) AS n FROM counts.title_counts GROUP BY 1, 2 ORDER BY 1, 2",
    "quarter × state, from soc_counts": "SELECT quarter(date) AS q, state_code, sum(postings) AS n FROM counts.soc_counts GROUP BY 1, 2 ORDER BY 1, 2",
    "top 10 skills per SOC code": """SELECT soc_code, e['rank'] AS r, e['value'] AS skill, e['weight'] AS n FROM
        (SELECT soc_code, unnest(top_n(skill_name, postings, 10)) AS e FROM counts.soc_skill_counts GROUP BY soc_code) ORDER BY 1, 2""",
}


def theirs(book):
    quarter = "year(date) || 'Q' || quarter(date)"
    by_state = "SELECT {q} AS q, state_code, sum(postings)::BIGINT AS n FROM {t} GROUP BY 1, 2 ORDER BY 1, 2 NULLS LAST"
    return {
        "quarter × state": by_state.format(q=quarter, t=duckdb_table(book, "counts/title_counts")),
        "quarter × state, from soc_counts": by_state.format(q=quarter, t=duckdb_table(book, "counts/soc_counts")),
        "top 10 skills per SOC code": f"""SELECT soc_code, r, skill_name, n FROM
            (SELECT soc_code, skill_name, n, row_number() OVER (PARTITION BY soc_code ORDER BY n DESC, skill_name) AS r FROM
                (SELECT soc_code, skill_name, sum(postings)::BIGINT AS n FROM {duckdb_table(book, 'counts/soc_skill_counts')} GROUP BY 1, 2))
            WHERE r <= 10 ORDER BY 1 NULLS LAST, 2""",
    }


def text(answer):
    return sorted(["" if cell is None else str(cell) for cell in row] for row in answer)


def run(suite):
    book = generated_book(scaled(1_000))
    queries = theirs(book)
    for name, sql in OURS.items():
        suite.check(f"{name}: answers", sorted(rows(book, sql)), text(duckdb.connect().execute(queries[name]).fetchall()), "DuckDB")
        ours, _ = per_statement(book, [sql])
        best, how = min((session(queries[name], cache), how) for cache, how in ((False, "DuckDB"), (True, "DuckDB, footers cached")))
        suite.measure(f"{name}: in a session", ours * 1000, "ms", (how, best * 1000), better="lower")
        whole = [daybook(book, "sql", "--format", "csv", sql).seconds for _ in range(5)]
        program = "import duckdb, sys; duckdb.connect().execute(sys.argv[1]).fetchall()"
        other = [process([sys.executable, "-c", program, queries[name]]).seconds for _ in range(5)]
        suite.measure(f"{name}: whole process", statistics.median(whole) * 1000, "ms",
                      ("DuckDB, Python, without finding the files", statistics.median(other) * 1000), better="lower")


def session(sql, cache):
    connection = duckdb.connect()
    if cache:
        connection.execute("SET parquet_metadata_cache = true")
    connection.execute(sql).fetchall()
    took = []
    for _ in range(5):
        started = time.perf_counter()
        connection.execute(sql).fetchall()
        took.append(time.perf_counter() - started)
    return statistics.median(took)
