"""Planning a query over 1,000 days × 10 tables in an open session (EXPLAIN), and opening the book; the target is 50 ms.
"""
from bench import daybook, generated_book, per_statement
import statistics

TABLES = [
    "attributes.state", "attributes.soc_given", "attributes.pay", "attributes.title_clean_phase_one",
    "attributes.title_clean_phase_two", "attributes.skill_extract_onet_ksat_exact",
    "counts.title_counts", "counts.skill_counts", "counts.soc_counts",
]


def query():
    joins = "\n".join(
        f"LEFT JOIN (SELECT date, count(*) AS n FROM {table} GROUP BY date) t{at} ON t{at}.date = p.date"
        for at, table in enumerate(TABLES)
    )
    return f"EXPLAIN SELECT p.date, count(*) FROM postings p\n{joins}\nGROUP BY p.date"


def run(suite):
    book = generated_book(1_000)
    planned, opened = per_statement(book, [query()])
    suite.measure("plan, 10 tables × 1,000 days, open session", planned * 1000, "ms", against=("limit", 50), better="lower")
    suite.measure("open the book and plan, whole process", opened * 1000, "ms")
    one, _ = per_statement(book, ["EXPLAIN SELECT state_code, sum(postings) FROM counts.title_counts GROUP BY state_code"])
    suite.measure("plan, 1 table × 1,000 days, open session", one * 1000, "ms")
    starts = [daybook(book, "sql", "SELECT 1").seconds for _ in range(5)]
    suite.measure("SELECT 1, whole process", statistics.median(starts) * 1000, "ms")
