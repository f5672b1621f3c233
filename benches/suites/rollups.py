"""Quarter × state and ten skills an occupation from the count tables, beside DuckDB on the same Parquet files; same answers.

Seconds a statement in a session that is open (ours: paired longer and shorter sessions; DuckDB: the second run of a connection), medians of five.
"""
import statistics
import time

from bench import duckdb_table, generated_book, per_statement, rows

QUARTER_STATE = """SELECT quarter(date) AS quarter, state_code, sum(postings) AS postings
FROM counts.title_counts GROUP BY ALL ORDER BY quarter, state_code"""
TOP_SKILLS = """SELECT soc_code, s['value'] AS skill, s['weight'] AS postings, s['rank'] AS rank
FROM (SELECT soc_code, unnest(top_n(skill_name, postings, 10)) AS s FROM counts.soc_skill_counts
      WHERE soc_code IS NOT NULL GROUP BY soc_code) ORDER BY soc_code, rank"""


def duckdb_queries(book):
    titles, skills = duckdb_table(book, "counts/title_counts"), duckdb_table(book, "counts/soc_skill_counts")
    return {
        "quarter × state": f"""SELECT year(date) || 'Q' || quarter(date) AS quarter, state_code, sum(postings)::BIGINT AS postings
            FROM {titles} GROUP BY ALL ORDER BY quarter, state_code NULLS LAST""",
        "top 10 skills an occupation": f"""SELECT soc_code, skill_name, postings, rank FROM (
              SELECT soc_code, skill_name, sum(postings)::BIGINT AS postings,
                     row_number() OVER (PARTITION BY soc_code ORDER BY sum(postings) DESC, encode(skill_name)) AS rank
              FROM {skills} WHERE soc_code IS NOT NULL GROUP BY soc_code, skill_name)
            WHERE rank <= 10 ORDER BY soc_code, rank""",
    }


def text(table):
    return [["" if cell is None else str(cell) for cell in row] for row in table]


def run(suite):
    import duckdb

    book = generated_book(1_000)
    ours = {"quarter × state": QUARTER_STATE, "top 10 skills an occupation": TOP_SKILLS}
    for what, theirs in duckdb_queries(book).items():
        connection = duckdb.connect()
        answer = connection.execute(theirs).fetchall()
        times = []
        for _ in range(5):
            started = time.perf_counter()
            connection.execute(theirs).fetchall()
            times.append(time.perf_counter() - started)
        suite.check(what, rows(book, ours[what]), text(answer), who="DuckDB")
        seconds, _ = per_statement(book, [ours[what]])
        suite.measure(what, seconds * 1000, "ms", against=("DuckDB", statistics.median(times) * 1000), better="lower")
