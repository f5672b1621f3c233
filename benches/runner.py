"""Runs suites and writes what they found.

    results/2026-01-31-2-cores/landing.csv … summary.md
"""
import csv
import datetime
import importlib
import os
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from bench import BINARY, HEADER, ROOT, SCALE, Skipped, Suite, machine  # noqa: E402

SUITES = ["verify", "landing", "memory", "one_more_day", "planning", "rollups", "bytes", "occupations", "extractors"]
RESULTS = ROOT / "benches" / "results"


def main(wanted):
    unknown = [name for name in wanted if name not in SUITES]
    if unknown:
        sys.exit(f"no suite {', '.join(unknown)}; there are {', '.join(SUITES)}")
    folder = RESULTS / f"{datetime.date.today()}-{machine()}"
    failed = []
    for name in wanted or SUITES:
        print(name, flush=True)
        module = importlib.import_module(f"suites.{name}")
        suite = Suite(name)
        try:
            module.run(suite)
        except Skipped as why:
            print(f"  skipped: {why}")
            continue
        except Exception:
            traceback.print_exc()
            failed.append(name)
            continue
        # Above the number of cores, wall times say more about the neighbours than about us.
        suite.measure("load average of the machine, one minute", os.getloadavg()[0], "")
        if suite.wrong:
            failed.append(name)
        if SCALE == 1 and not BINARY.endswith("debug/daybook"):
            write(folder, suite)
    if failed:
        sys.exit(f"wrong or broken: {', '.join(failed)}")


def write(folder, suite):
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{suite.name}.csv", "w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEADER, *suite.lines])
    summary = [f"# Benchmarks, {folder.name}", "", "`README.md` beside `results/` says what each suite shows.", ""]
    if (folder / "notes.md").exists():
        summary += [(folder / "notes.md").read_text().strip(), ""]
    for name in SUITES:
        path = folder / f"{name}.csv"
        if not path.exists():
            continue
        module = importlib.import_module(f"suites.{name}")
        summary += [f"## {name}", "", module.__doc__.strip().split("\n")[0], ""]
        with open(path, newline="") as file:
            lines = list(csv.reader(file))
        used = [at for at, _ in enumerate(lines[0]) if any(line[at] for line in lines[1:])]
        for at, line in enumerate(lines):
            summary.append("| " + " | ".join(line[cell].replace("|", "\\|") for cell in used) + " |")
            if at == 0:
                summary.append("|" + "---|" * len(used))
        summary.append("")
    (folder / "summary.md").write_text("\n".join(summary))


if __name__ == "__main__":
    main(sys.argv[1:])
