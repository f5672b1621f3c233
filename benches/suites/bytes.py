"""Bytes of one quarter of title counts: the JSON form that the rearchitecture document proposes, beside our Parquet.

One JSON document a day: cells of place and title with their skill counts and SOC code counts. Ours: `title_counts`,
`title_skill_counts` and `title_soc_counts` of the same days.
"""
import gzip
import json

import duckdb

from bench import duckdb_table, generated_book, scaled

TABLES = ["title_counts", "title_skill_counts", "title_soc_counts"]
METHODS = ["given", "common", "top"]
KEY = "date, state_code, title"
DAYS = "date BETWEEN DATE '2016-01-01' AND DATE '2016-03-31'"


def run(suite):
    from deltalake import DeltaTable

    book = generated_book(scaled(1_000))
    cells = {}
    ask = lambda sql: duckdb.connect().execute(sql).fetchall()
    for date, place, title, count in ask(f"SELECT {KEY}, sum(postings)::BIGINT FROM {duckdb_table(book, 'counts/title_counts')} WHERE {DAYS} GROUP BY ALL"):
        cells[date, place, title] = {"cbsa": place, "title": title, "count": count, "skill_counts_onet_ksat_exact": {},
                                    **{f"soc_code_{method}": {} for method in METHODS}}
    fields = [("skill_counts_onet_ksat_exact", "title_skill_counts", "skill_name", "true")]
    fields += [(f"soc_code_{method}", "title_soc_counts", "soc_code", f"method = '{method}'") for method in METHODS]
    for field, table, value, which in fields:
        for date, place, title, name, count in ask(
                f"SELECT {KEY}, {value}, sum(postings)::BIGINT FROM {duckdb_table(book, 'counts/' + table)} WHERE {DAYS} AND {which} GROUP BY ALL"):
            cells[date, place, title][field][name] = count
    days = {}
    for (date, _, _), cell in sorted(cells.items(), key=lambda item: tuple(map(str, item[0]))):
        days.setdefault(date, []).append(cell)
    documents = [json.dumps({"date": str(date), "title_counts": cells}).encode() for date, cells in days.items()]
    plain = sum(map(len, documents))
    packed = sum(len(gzip.compress(document)) for document in documents)
    ours, files = 0, 0
    for table in TABLES:
        for file in DeltaTable(str(book / "counts" / table)).get_add_actions(flatten=True).to_struct_array().to_pylist():
            if "2016-01-01" <= str(file.get("partition.date")) <= "2016-03-31":
                ours, files = ours + file["size_bytes"], files + 1
    suite.check("days in the three tables", files, 3 * len(documents), "JSON documents, three times")
    note = f"{len(documents)} days, {len(cells)} cells; ours also keeps the cleaned title and mentions"
    suite.measure("bytes", ours, "bytes", ("JSON", plain), note, better="lower")
    suite.measure("bytes", ours, "bytes", ("JSON, gzip", packed), note, better="lower")
