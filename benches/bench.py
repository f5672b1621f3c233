"""What every suite uses: the command, processes with their cost, checks, results.

    suite.measure("rows/s", 41_000, against=("DuckDB", 31_900))   one line of results/<date>-<machine>/<suite>.csv
    suite.check("rows", ours, theirs)                             a wrong answer fails the suite
"""
import csv
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data"
WORK = Path(os.environ.get("DAYBOOK_BENCH_WORK", ROOT / "target" / "benches"))
SCALE = float(os.environ.get("DAYBOOK_BENCH_SCALE", "1"))
BINARY = os.environ.get("DAYBOOK_BIN", str(ROOT / "target" / "release" / "daybook"))

#: source, mapping, what is read
SOURCES = [
    ("USAJOBS", "usajobs_announcements", DATA / "postings" / "usajobs_announcements.jsonl.gz"),
    ("QUESTIONNAIRES", "usajobs_questionnaires", DATA / "postings" / "usajobs_questionnaires.jsonl.gz"),
    ("NYC", "nyc_jobs", DATA / "postings" / "nyc_jobs_2019.csv.gz"),
    ("H2A", "h2a", DATA / "postings" / "dol_h2a"),
]


class Skipped(Exception):
    """What a suite needs is not there."""


@dataclass
class Process:
    """A process that has ended."""

    seconds: float
    cpu_seconds: float
    peak_mib: float
    out: str
    err: str
    code: int


#: Runs a command and tells, after its output, seconds, CPU seconds, peak KiB and exit code. A process of its own, since
#: the peak of a child counts what its parent had in memory when it started it.
LAUNCHER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
running = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(running.pid, 0)
seconds = time.perf_counter() - started
code = os.waitstatus_to_exitcode(status)
with open(sys.argv[1], "w") as file:
    json.dump([seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, code], file)
"""


def process(command, **options):
    """Runs a command; its wall time, CPU time and peak memory are those of the process and what it waited for."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as cost:
        launcher = [sys.executable, "-I", "-S", "-c", LAUNCHER, cost.name]
        subprocess.run([*launcher, *(str(part) for part in command)], stdout=out, stderr=err, check=True, **options)
        seconds, cpu_seconds, peak_mib, code = json.load(cost)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    done = Process(seconds, cpu_seconds, peak_mib, *texts, code)
    if done.code != 0:
        raise RuntimeError(f"{command} ended with {done.code}:\n{done.out[-2000:]}\n{done.err[-4000:]}")
    return done


def daybook(book, *arguments):
    return process([BINARY, "--book", book, "--progress", "none", *arguments])


def rows(book, sql):
    """The rows of one query, as lists of text; null is the empty text."""
    return list(csv.reader(io.StringIO(daybook(book, "sql", "--format", "csv", sql).out)))[1:]


def quiet(book, *arguments):
    return daybook(book, *arguments)


def per_statement(book, statements, rounds=5):
    """Seconds a statement takes in a session that is already open and has run all of them once: what a session of two
    rounds more takes longer than one of one round. Medians over paired runs."""
    once = ";\n".join(statements)
    extra = 4
    more = ";\n".join([once] * (1 + extra))
    differences, opened = [], []
    for _ in range(rounds):
        first = daybook(book, "sql", "--format", "csv", once).seconds
        second = daybook(book, "sql", "--format", "csv", more).seconds
        differences.append((second - first) / (extra * len(statements)))
        opened.append(first)
    return statistics.median(differences), statistics.median(opened)


def fresh(name):
    """A path under the work folder at which nothing is."""
    import shutil

    path = WORK / name
    shutil.rmtree(path, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def need_data():
    if not DATA.exists():
        raise Skipped("no ../shared/data")


def scaled(number):
    return max(1, int(number * SCALE))


def generated(name, postings, days, first_day="2016-01-01", seed=1):
    """A file of generated postings; kept, since the same arguments give the same bytes."""
    path = WORK / "generated" / f"{name}-{postings}-{days}-{first_day}-{seed}.jsonl"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        daybook(WORK / "none", "generate", "--postings", postings, "--days", days, "--first-day", first_day,
                "--seed", seed, "--output", part)
        part.rename(path)
    return path


def generated_book(days, per_day=500):
    """A book of that many days of generated postings, materialised; kept."""
    path = WORK / f"book-{days}x{per_day}"
    if not (path / "built").exists():
        book = fresh(path.name)
        file = generated("days", days * per_day, days)
        daybook(book, "land", "--source", "SAMPLE", "--format", "common-schema", file)
        daybook(book, "materialize")
        file.unlink()
        (book / "built").touch()
    return path


def duckdb_files(book, table):
    """The Parquet files of a table's newest version, as DuckDB's list of names; found by another Delta reader."""
    from deltalake import DeltaTable

    files = DeltaTable(str(book / table)).file_uris()
    return "[" + ", ".join("'" + file.replace("file://", "").replace("'", "''") + "'" for file in sorted(files)) + "]"


def duckdb_table(book, table):
    return f"read_parquet({duckdb_files(book, table)}, hive_partitioning = true, hive_types = {{'date': DATE}})"


@dataclass
class Suite:
    name: str
    lines: list = field(default_factory=list)
    wrong: int = 0

    def measure(self, what, ours, unit, against=None, note="", better="higher"):
        """One number of ours, and what it is compared with: another program, or a limit."""
        who, theirs = against or ("", "")
        ratio = ""
        if against and theirs and ours:
            ratio = ours / theirs if better == "higher" else theirs / ours
        self._line(what, ours, unit, who, theirs, ratio, "", note)

    def check(self, what, ours, theirs, who="independent", note=""):
        """Two answers that must be the same."""
        same = ours == theirs
        self.wrong += 0 if same else 1
        short = lambda value: value if isinstance(value, (int, float, str)) and len(str(value)) < 40 else f"{len(value)} rows"
        if not same and not note:
            note = difference(ours, theirs)
        self._line(what, short(ours), "", who, short(theirs), "", "yes" if same else "NO", note)

    def _line(self, what, ours, unit, who, theirs, ratio, agree, note):
        line = [what, number(ours), unit, who, number(theirs), number(ratio), agree, note]
        self.lines.append(line)
        print("  " + " | ".join(str(cell) for cell in line if cell != ""), flush=True)


HEADER = ["what", "daybook", "unit", "compared_with", "other", "times_better", "agree", "note"]


def number(value):
    if isinstance(value, float):
        return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    return value


def difference(ours, theirs):
    """Where two answers differ, shortly."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        keys = [key for key in sorted(set(ours) | set(theirs), key=str) if ours.get(key) != theirs.get(key)]
        return f"{len(keys)} differ: " + "; ".join(f"{key}: {ours.get(key)} / {theirs.get(key)}" for key in keys[:4])
    if isinstance(ours, list) and isinstance(theirs, list):
        for at, (one, other) in enumerate(zip(ours, theirs)):
            if one != other:
                return f"first at {at}: {one} / {other}"
        return f"{len(ours)} and {len(theirs)} entries"
    return ""


def machine():
    return f"{os.cpu_count()}-cores"


