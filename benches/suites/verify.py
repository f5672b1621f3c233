"""All real data landed, materialised and exported, and its figures beside those of `independent.py`. Not a timing, though times are told.
"""
import csv
import hashlib
from collections import Counter

import independent
from bench import DATA, SOURCES, daybook, fresh, need_data, rows

TAXONOMIES = [("onet", "onet/db_29_text.zip"), ("soc", "soc"), ("cbsa", "geo"), ("states", "geo"), ("places", "geo")]
DATASETS = ["title_count", "geo_title_count", "cleaned_title_count", "cleaned_geo_title_count", "soc_given_count",
            "geo_soc_given_count"]
QUARTERS = ["2008Q1", "2015Q4", "2025Q3"]


def run(suite):
    need_data()
    book = fresh("verify")
    for kind, path in TAXONOMIES:
        daybook(book, "taxonomy", "add", kind, DATA / path)
    landed = {source: daybook(book, "land", "--source", source, "--mapping", mapping, path)
              for source, mapping, path in SOURCES}
    done = daybook(book, "materialize")
    suite.measure("materialise everything: wall time", done.seconds, "s", note=f"{done.cpu_seconds:.0f} CPU-s, peak {done.peak_mib:.0f} MiB")
    tallies = independent.postings(DATA)
    accounts(suite, book, landed, tallies)
    everything = [posting for tally in tallies for posting in tally.kept.values()]
    rollups(suite, book, everything)
    pay(suite, book, [posting for posting in everything if posting.source == "USAJOBS"])
    skills(suite, book)
    exports(suite, book, everything)
    again = daybook(book, "land", "--source", "NYC", "--mapping", "nyc_jobs", SOURCES[2][2])
    suite.check("landing a file again adds nothing", summary(again, "unchanged"), len(tallies[2].kept), "rows of the file")


def summary(landed, word):
    for line in (landed.out + landed.err).splitlines():
        parts = line.split()
        if parts[:-1] == word.split():
            return int(parts[-1].replace(",", ""))
    return 0


def accounts(suite, book, landed, tallies):
    """Every record of every source is somewhere."""
    kept = {source: int(count) for source, count in rows(book, "SELECT source, count(*) FROM postings GROUP BY source")}
    refused = Counter()
    for source, reason, count in rows(book, "SELECT source, reason, count(*) FROM rejects GROUP BY source, reason"):
        refused[source, reason] = int(count)
    for tally in tallies:
        source = tally.source
        read = summary(landed[source], "records read")
        suite.check(f"{source}: records read", read, tally.read)
        suite.check(f"{source}: postings", kept[source], len(tally.kept))
        suite.check(f"{source}: duplicates", summary(landed[source], "duplicates"), tally.repeated)
        ours = {reason: count for (of, reason), count in refused.items() if of == source}
        suite.check(f"{source}: rejected, by reason", ours, dict(tally.refused))
        total = kept[source] + summary(landed[source], "duplicates") + sum(ours.values())
        suite.check(f"{source}: postings + duplicates + rejected = read", total, read, "read")


def counted(book, sql):
    """The answer of a query whose last column counts."""
    return {tuple(cell or None for cell in row[:-1]): int(row[-1]) for row in rows(book, sql)}


def by(postings, *keys):
    return dict(Counter(tuple(key(posting) for key in keys) for posting in postings))


def rollups(suite, book, postings):
    quarter, state = lambda p: p.quarter, lambda p: p.state
    major = lambda p: p.soc and f"{p.soc[:2]}-0000"
    suite.check("postings by quarter", counted(book, "SELECT quarter(date), sum(postings) FROM counts.title_counts GROUP BY 1"),
                by(postings, quarter))
    suite.check("postings by quarter and state",
                counted(book, "SELECT quarter(date), state_code, sum(postings) FROM counts.title_counts GROUP BY 1, 2"),
                by(postings, quarter, state))
    suite.check("postings by state, from soc_counts' bitmaps",
                counted(book, "SELECT state_code, bitmap_count(bitmap_union(postings_state)) FROM counts.soc_counts GROUP BY 1"),
                by(postings, state))
    suite.check("postings by SOC major group",
                counted(book, "SELECT soc_major(soc_code), sum(postings) FROM counts.soc_counts WHERE method = 'given' GROUP BY 1"),
                by(postings, major))
    suite.check("postings by quarter, state and SOC code",
                counted(book, "SELECT quarter(date), state_code, soc_code, sum(postings) FROM counts.soc_counts GROUP BY 1, 2, 3"),
                by(postings, quarter, state, lambda p: p.soc))
    titles = Counter(independent.phase_one(posting.title) for posting in postings)
    top = sorted(titles.items(), key=lambda one: (-one[1], one[0]))[:100]
    ours = rows(book, "SELECT title, sum(postings) AS n FROM counts.title_counts GROUP BY title ORDER BY n DESC, title LIMIT 100")
    suite.check("100 commonest titles, phase one", [(title, int(count)) for title, count in ours], top)
    suite.check("distinct titles, phase one", int(rows(book, "SELECT count(DISTINCT title) FROM counts.title_counts")[0][0]), len(titles))


def pay(suite, book, postings):
    found = {}
    for posting in postings:
        if posting.yearly is not None:
            found.setdefault(posting.quarter, []).append(posting.yearly)
    theirs = {quarter: (len(pay), cents(sum(pay) / len(pay)), cents(min(pay)), cents(max(pay))) for quarter, pay in found.items()}
    sql = """SELECT quarter(a.date), count(pay_yearly), avg(pay_yearly), min(pay_yearly), max(pay_yearly)
             FROM attributes.pay a JOIN postings p ON p.date = a.date AND p.posting_no = a.posting_no
             WHERE p.source = 'USAJOBS' AND pay_yearly IS NOT NULL GROUP BY 1"""
    ours = {quarter: (int(n), *(cents(float(value)) for value in rest)) for quarter, n, *rest in rows(book, sql)}
    suite.check("announcements: n, mean, least, most yearly pay by quarter", ours, theirs)


def cents(value):
    return round(value, 2)


def skills(suite, book, sample=200):
    """A sample of texts, searched by brute force. The texts are Daybook's, so that matching alone is compared."""
    texts = {}
    sql = """SELECT date, posting_no, posting_id, posting_text(description, experience_requirements, qualifications, skills) AS text
             FROM postings WHERE description IS NOT NULL AND ({})"""
    ids = sorted((row[0] for row in rows(book, "SELECT posting_id FROM postings WHERE source IN ('NYC', 'QUESTIONNAIRES')")),
                 key=lambda id: hashlib.md5(id.encode()).digest())[:sample]
    listed = "posting_id IN (" + ", ".join("'" + id.replace("'", "''") + "'" for id in ids) + ")"
    for _, _, id, text in rows(book, sql.format(listed)):
        texts[id] = text
    matcher = independent.NaiveMatcher(independent.onet_names(DATA))
    ours, theirs = Counter(), Counter()
    for id, name, count in rows(book, f"""SELECT posting_id, skill_name, count(*) FROM attributes.skill_extract_onet_ksat_exact
                                          WHERE {listed} GROUP BY 1, 2"""):
        words = tuple(independent.tokens(name))
        if words in matcher.plain:
            ours[id, " ".join(words)] += int(count)
    for id, text in texts.items():
        for name, count in matcher.find(text).items():
            if tuple(name.split(" ")) in matcher.plain:
                theirs[id, name] += count
    suite.check(f"skills in {len(texts)} postings, names of letters only", dict(ours), dict(theirs),
                "brute force", note="" if ours != theirs else f"{sum(ours.values())} matches")


def exports(suite, book, postings):
    folder = fresh("verify-export")
    for quarter in QUARTERS:
        of_quarter = [posting for posting in postings if posting.quarter == quarter]
        for dataset in DATASETS:
            daybook(book, "export", dataset, "--for", quarter, "--to", folder / quarter)
            (path,) = [path for path in (folder / quarter).rglob("*.csv") if path.stem.startswith(dataset) or path.parent.name == dataset]
            with open(path, newline="", encoding="utf-8") as file:
                total = sum(int(row["counts_total"]) for row in csv.DictReader(file))
            suite.check(f"{quarter} {dataset}: sum of counts_total", total, len(of_quarter))
