"""Landing real files, beside DuckDB's `COPY (SELECT …) TO … (PARTITION_BY (date), COMPRESSION zstd)` on the same files.

Paired runs: one of ours, one of DuckDB's, into fresh folders; medians of three. What DuckDB does not do here: content hashes, posting numbers,
bloom filters, duplicates, repair of mojibake and HTML, a transaction log.
"""
import statistics
import sys

from bench import ROOT, SOURCES, daybook, fresh, need_data, process, rows

ROUNDS = 3


def size(path):
    files = [path] if path.is_file() else list(path.iterdir())
    return sum(file.stat().st_size for file in files) / 1e6


def accounted(book, source):
    """Rows of a source in the book and among its rejects."""
    landed = int(rows(book, f"SELECT count(*) FROM postings WHERE source = '{source}'")[0][0])
    return landed


def run(suite):
    need_data()
    for source, mapping, path in SOURCES:
        ours, theirs = [], []
        for _ in range(ROUNDS):
            book, copy = fresh("landing-ours"), fresh("landing-duckdb")
            ours.append(daybook(book, "land", "--source", source, "--mapping", mapping, path))
            theirs.append(process([sys.executable, ROOT / "benches" / "duckdb_landing.py", mapping, path, copy]))
        report(suite, mapping, path, book, source, ours, theirs)


def report(suite, mapping, path, book, source, ours, theirs):
    landed = accounted(book, source)
    summary = ours[-1].out + ours[-1].err
    words = dict(line.strip().rsplit(None, 1) for line in summary.splitlines() if len(line.split()) == 2)
    count = lambda name: int(words.get(name, "0").replace(",", ""))
    suite.check(f"{mapping}: rows, with our duplicates", landed + count("duplicates"), int(theirs[-1].out), "DuckDB")
    median = lambda runs, what: statistics.median(getattr(run, what) for run in runs)
    seconds, other = median(ours, "seconds"), median(theirs, "seconds")
    suite.measure(f"{mapping}: rows a second", landed / seconds, "rows/s", ("DuckDB", landed / other))
    suite.measure(f"{mapping}: compressed input", size(path) / seconds, "MB/s", ("DuckDB", size(path) / other))
    suite.measure(f"{mapping}: wall time", seconds, "s", ("DuckDB", other), better="lower")
    suite.measure(f"{mapping}: CPU time", median(ours, "cpu_seconds"), "s", ("DuckDB", median(theirs, "cpu_seconds")), better="lower")
    suite.measure(f"{mapping}: peak memory", median(ours, "peak_mib"), "MiB", ("DuckDB", median(theirs, "peak_mib")), better="lower")
