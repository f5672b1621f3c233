"""A million postings of about 2.8 KB in one landing: peak memory and rate; the target is under 1 GiB.
"""
from bench import daybook, fresh, generated, rows, scaled


def run(suite):
    postings = scaled(1_000_000)
    file = generated("memory", postings, 365)
    book = fresh("memory-book")
    done = daybook(book, "land", "--source", "SAMPLE", "--format", "common-schema", file)
    suite.measure("peak memory", done.peak_mib, "MiB", against=("limit", 1024), better="lower")
    suite.measure("rate", postings / done.seconds, "postings/s")
    suite.measure("rate", file.stat().st_size / 1e6 / done.seconds, "MB/s")
    suite.check("postings", int(rows(book, "SELECT count(*) FROM postings")[0][0]), postings, who="generated")
