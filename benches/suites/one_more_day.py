"""One further day in a book of 10 days and in one of 1,000: landing it, and materialising it (target: ratio at most 1.2).

The same five files of 500 postings go into both, one after the other, paired; whole processes, opening the book included.
"""
import shutil
import statistics

from bench import daybook, fresh, generated, generated_book, rows, scaled

PER_DAY, ROUNDS = 500, 5


def run(suite):
    books = {}
    for days in (10, scaled(1_000)):
        books[days] = fresh(f"one-more-{days}")
        shutil.copytree(generated_book(days, PER_DAY), books[days])
    few, many = books
    took = {days: {"land": [], "materialise": [], "one day asked for": []} for days in books}
    for number in range(ROUNDS):
        day = f"2020-03-{number + 1:02}"
        file = generated("more", PER_DAY, 1, day, seed=100 + number)
        for days, book in books.items():
            land = daybook(book, "land", "--source", "SAMPLE", "--format", "common-schema", file)
            took[days]["land"].append(land)
            if number % 2 == 0:
                took[days]["materialise"].append(daybook(book, "materialize"))
            else:
                took[days]["one day asked for"].append(daybook(book, "materialize", "--from", day, "--to", day))
    for days, book in books.items():
        total = int(rows(book, "SELECT sum(postings) FROM counts.title_counts")[0][0])
        suite.check(f"postings counted in the book of {days}", total, (days + ROUNDS) * PER_DAY, "generated")
    for what in ("land", "materialise", "one day asked for"):
        for cost in ("cpu_seconds", "seconds"):
            median = {days: statistics.median(getattr(run, cost) for run in took[days][what]) for days in books}
            unit = "CPU-s" if cost == "cpu_seconds" else "s"
            suite.measure(f"{what}: book of {many} days", median[many], unit, (f"book of {few}", median[few]),
                          f"ratio {median[many] / median[few]:.2f}", better="lower")
