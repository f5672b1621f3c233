"""Landing and materialising one further day in a book of 10 days and of 1,000 days: the ratio should be at most 1.2.

Whole processes, paired, medians of five; 500 postings a day.
"""
import statistics

from bench import daybook, generated, generated_book, rows

ROUNDS = 5
PER_DAY = 500


def further_day(book, round_no):
    """Seconds of the two commands that bring one more day in."""
    first = f"2024-0{1 + round_no // 28}-{1 + round_no % 28:02d}"
    file = generated("one-more", PER_DAY, 1, first_day=first, seed=100 + round_no)
    landed = daybook(book, "land", "--source", "SAMPLE", "--format", "common-schema", file)
    computed = daybook(book, "materialize")
    return landed.seconds, computed.seconds, landed.seconds + computed.seconds


def run(suite):
    few, many = generated_book(10), generated_book(1_000)
    start = int(rows(few, "SELECT count(DISTINCT date) FROM postings")[0][0]) - 10
    pairs = [(further_day(few, n), further_day(many, n)) for n in range(start, start + ROUNDS)]
    for at, what in enumerate(["land", "materialize", "both"]):
        small = statistics.median(pair[0][at] for pair in pairs)
        large = statistics.median(pair[1][at] for pair in pairs)
        suite.measure(f"{what}, 1,000 days", large, "s", against=("10 days", small), better="lower")
    suite.check(
        "postings of the further days",
        rows(few, "SELECT count(*) FROM postings WHERE date >= '2024-01-01'"),
        rows(many, "SELECT count(*) FROM postings WHERE date >= '2024-01-01'"),
    )
