"""Bytes: the JSON that the rearchitecture proposes for title_counts, against our three title tables, on the same days.
"""
import gzip
import json
from collections import defaultdict

from bench import duckdb_table, generated_book


def run(suite):
    import duckdb

    book = generated_book(1_000)
    connection = duckdb.connect()
    read = lambda table, columns: connection.execute(
        f"SELECT date, state_code, title, {columns} FROM {duckdb_table(book, 'counts/' + table)}").fetchall()
    cells = defaultdict(lambda: {"skills": defaultdict(int), "socs": defaultdict(int)})
    for date, state, title, skill, postings in read("title_skill_counts", "skill_name, postings"):
        cells[date, state, title]["skills"][skill] += postings
    for date, state, title, soc, postings in read("title_soc_counts", "coalesce(soc_code, ''), postings"):
        cells[date, state, title]["socs"][soc] += postings
    days = defaultdict(list)
    for (date, state, title), cell in cells.items():
        days[date].append({
            "cbsa": state, "title": title, "skill_counts_onet_ksat_exact": cell["skills"], "soc_code_given": cell["socs"],
        })
    plain = packed = 0
    for date, titles in sorted(days.items()):
        body = json.dumps({"date": str(date), "title_counts": titles}).encode()
        plain += len(body)
        packed += len(gzip.compress(body))
    from deltalake import DeltaTable

    ours = 0
    for table in ["title_counts", "title_skill_counts", "title_soc_counts"]:
        actions = DeltaTable(str(book / "counts" / table)).get_add_actions(flatten=True)
        ours += sum(actions.column("size_bytes").to_pylist() if hasattr(actions, "column") else actions["size_bytes"].to_pylist())
    suite.measure("title counts of 1,000 days", ours / 1e6, "MB", against=("JSON", plain / 1e6), better="lower")
    suite.measure("title counts of 1,000 days", ours / 1e6, "MB", against=("JSON, gzip", packed / 1e6), better="lower")
