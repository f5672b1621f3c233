"""Landing a million generated postings of about 2 KB over 365 days: peak memory and rate (target: under 1 GiB).
"""
from bench import daybook, fresh, generated, rows, scaled


def run(suite):
    postings = scaled(1_000_000)
    file = generated("memory", postings, 365)
    bytes_ = file.stat().st_size
    book = fresh("memory")
    landed = daybook(book, "land", "--source", "SAMPLE", "--format", "common-schema", file)
    suite.check("rows landed", int(rows(book, "SELECT count(*) FROM postings")[0][0]), postings, "generated")
    suite.measure("peak memory", landed.peak_mib, "MiB", ("target", 1024.0), f"{bytes_ / postings:.0f} bytes a posting", better="lower")
    suite.measure("rows a second", postings / landed.seconds, "rows/s")
    suite.measure("input", bytes_ / 1e6 / landed.seconds, "MB/s")
    suite.measure("CPU time", landed.cpu_seconds, "s")
