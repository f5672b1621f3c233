"""Planning over a book of 1,000 days: `EXPLAIN` of a query over ten tables in an open session (target: 50 ms), and opening.

A statement's time is what a session of many takes longer than a session of few, so that starting the process does not count.
"""
import statistics

from bench import daybook, generated_book, per_statement, scaled

TEN = [
    ("postings", "posting_no"), ("attributes.state", "posting_no"), ("attributes.pay", "posting_no"),
    ("attributes.soc_given", "posting_no"), ("attributes.title_clean_phase_one", "posting_no"),
    ("attributes.skill_extract_onet_ksat_exact", "posting_no"), ("counts.title_counts", "postings"),
    ("counts.skill_counts", "postings"), ("counts.soc_counts", "postings"), ("counts.pay_counts", "yearly_n"),
]


def union(condition):
    return "EXPLAIN " + " UNION ALL ".join(
        f"SELECT '{table}' AS t, quarter(date) AS q, sum({column}) AS n FROM {table} WHERE {condition} GROUP BY ALL"
        for table, column in TEN)


def run(suite):
    book = generated_book(scaled(1_000))
    for name, condition in (("every day", "date >= '2000-01-01'"), ("one quarter", "quarter(date) = '2016Q2'"),
                            ("one day", "date = '2016-05-05'")):
        warm, _ = per_statement(book, [union(condition)])
        suite.measure(f"EXPLAIN over 10 tables, {name}, warm", warm * 1000, "ms", ("target", 50.0), better="lower")
        nothing = statistics.median(daybook(book, "sql", "--format", "csv", "SELECT 1").seconds for _ in range(5))
        cold = statistics.median(daybook(book, "sql", "--format", "csv", union(condition)).seconds for _ in range(5))
        suite.measure(f"EXPLAIN over 10 tables, {name}, cold", (cold - nothing) * 1000, "ms",
                      note="snapshots read from the log included; opening not")
    suite.measure("process that opens the book and answers SELECT 1", nothing * 1000, "ms")
