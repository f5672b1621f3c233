"""Speed of the extractors on one core, beside what a user would pick, on the same texts with the same names.

Texts: New York City's advertisements, for exact skills and signatures the federal questionnaires too; places and titles: federal announcements and H-2A
orders. A function's cost is the CPU time of a query that calls it less that of one that reads the same columns, on one
thread. Python's time is that of the calls alone: texts are read, names lower-cased and matchers built beforehand.
"""
import csv
import io
import time

from bench import SOURCES, DATA, daybook, fresh, need_data, rows, scaled

TEXT = "posting_text(description, responsibilities, experience_requirements, qualifications, skills)"

#: what, SQL, where its rows are, the least that was asked for
TEXT_FUNCTIONS = [
    ("skills, misspelt ones too", "extract_skills_fuzzy('onet_ksat', t)", 10_000),
    ("noun phrases", "extract_skill_phrases(t)", 2_000),
    ("sections", "sections(t)", None),
    ("pay", "parse_pay(t)", None),
    ("education", "extract_concepts('education', t)", None),
    ("tags", "extract_concepts('tags', t)", None),
    ("years of experience", "parse_experience(t)", None),
    ("tasks", "extract_tasks(t)", None),
    ("language", "language_of(t)", None),
    ("reading grade", "reading_grade(t)", None),
    ("occupation by neighbours, with description", "classify_soc(title, t)", None),
    ("occupation by the model, with description", "predict_soc(title, t)", None),
]
FIELD_FUNCTIONS = [
    ("titles, phase one", "title_clean_phase_one(title)", 200_000),
    ("titles, phase two", "title_clean_phase_two(title)", 200_000),
    ("nearest title", "normalize_title(title)", None),
    ("places", "place_of(job_locations[1]['address_locality'], job_locations[1]['address_region'], "
               "job_locations[1]['address_country'])", 200_000),
    ("pay in a title", "parse_pay(title)", 200_000),
    ("employers", "employer_key(hiring_organization_name)", None),
    ("occupation by neighbours", "classify_soc(title, NULL)", 5_000),
    ("occupation by the model", "predict_soc(title, NULL)", 5_000),
]


def run(suite):
    need_data()
    book = prepared()
    texts = read_texts(book)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    suite.measure("texts", len(texts), "texts", note=f"{megabytes:.0f} MB")
    exact_skills(suite, book, texts, megabytes)
    city = float(rows(book, f"SELECT sum(octet_length({TEXT})) FROM postings WHERE {CITY}")[0][0]) / 1e6
    for name, function, least in TEXT_FUNCTIONS:
        rate = city / cost(book, function, CITY)
        if city / rate < MEASURABLE:
            rate = megabytes / cost(book, function, LONG)
        suite.measure(name, rate * 1e6 / POSTING_BYTES, "postings/s", ("asked for", least) if least else None,
                      note=f"{rate:.3g} MB/s")
    signatures(suite, book, texts, len(texts))
    count = int(rows(book, f"SELECT count(*) FROM postings WHERE {SHORT}")[0][0])
    for name, function, least in FIELD_FUNCTIONS:
        seconds = cost(book, function, SHORT)
        if seconds < MEASURABLE / 10:
            print(f"  {name}: too quick to be told from reading", flush=True)
            continue
        suite.measure(name, count / seconds, "values/s", ("asked for", least) if least else None)


#: A posting of New York City, on average.
POSTING_BYTES = 4_000

#: Seconds below which the difference of two queries is noise.
MEASURABLE = 0.5

CITY = "source = 'NYC'"
LONG = "source IN ('NYC', 'QUESTIONNAIRES')"
SHORT = "source IN ('USAJOBS', 'H2A')"


def prepared():
    book = fresh("extractors")
    for source, mapping, path in SOURCES:
        daybook(book, "land", "--source", source, "--mapping", mapping, path)
    for kind, path in (("onet", DATA / "onet" / "db_29_text.zip"), ("places", DATA / "geo"), ("cbsa", DATA / "geo")):
        daybook(book, "taxonomy", "add", kind, path)
    started = time.perf_counter()
    daybook(book, "train", "soc")
    print(f"  the model of occupations took {time.perf_counter() - started:.0f} s", flush=True)
    return book


def read_texts(book):
    csv.field_size_limit(1 << 30)
    return [row[0] for row in rows(book, f"SELECT {TEXT} AS t FROM postings WHERE {LONG}") if row and row[0]]


def cost(book, function, where, rounds=4):
    """CPU seconds that a function takes for all rows: the least of some runs, less reading and building."""
    inner = f"SELECT title, job_locations, hiring_organization_name, {TEXT} AS t FROM postings WHERE {where}"
    read = "octet_length(title)" if where == SHORT else "octet_length(t)"
    # count() alone would not need the list that a function gives; whether it is there it must compute.
    ask = lambda what, limit: daybook(book, "--jobs", 1, "sql", "--format", "csv",
                                      f"SELECT count({what}) FROM ({inner} {limit})").cpu_seconds
    questions = [(function, ""), (function, "LIMIT 1"), (read, ""), (read, "LIMIT 1")]
    seconds = [[ask(*question) for question in questions] for _ in range(rounds)]
    whole, built, read_all, read_one = (min(column) for column in zip(*seconds))
    return max(1e-3, (whole - built) - (read_all - read_one))


def exact_skills(suite, book, texts, megabytes):
    ours = megabytes / cost(book, "extract_skills('onet_ksat', t)", LONG)
    found = rows(book, f"SELECT sum(array_length(extract_skills('onet_ksat', {TEXT}))) FROM postings WHERE {LONG}")
    found = int(float(found[0][0]))
    names = sorted({name.lower() for (name,) in rows(book, "SELECT DISTINCT skill_name FROM taxonomies.onet_skills")})
    suite.measure("names", len(names), "names")
    folded = [text.lower() for text in texts]
    for who, matches, seconds in baselines(names, texts, folded):
        suite.measure("skills, exact", ours, "MB/s", (who, megabytes / seconds), note=f"{found} matches, theirs {matches}")


def baselines(names, texts, folded):
    """Who, how many matches, seconds; each matcher with word boundaries, as far as it has them."""
    import ahocorasick
    import ahocorasick_rs
    import daachorse
    from flashtext import KeywordProcessor

    def bounded(text, start, end):
        return not (start and text[start - 1].isalnum()) and not (end < len(text) and text[end].isalnum())

    def timed(find):
        started = time.process_time()
        matches = sum(find(text) for text in folded)
        return matches, time.process_time() - started

    crate = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
                                       implementation=ahocorasick_rs.Implementation.ContiguousNFA)
    yield "aho-corasick", *timed(lambda text: sum(bounded(text, s, e) for _, s, e in crate.find_matches_as_indexes(text)))
    double = daachorse.CharwiseDoubleArrayAhoCorasick(names, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    yield "daachorse", *timed(lambda text: sum(bounded(text, s, e) for s, e, _ in double.find(text)))
    automaton = ahocorasick.Automaton()
    for name in names:
        automaton.add_word(name, len(name))
    automaton.make_automaton()
    yield "pyahocorasick", *timed(lambda text: sum(bounded(text, e + 1 - n, e + 1) for e, n in automaton.iter_long(text)))
    flash = KeywordProcessor()
    flash.add_keywords_from_list(names)
    yield "flashtext", *timed(lambda text: len(flash.extract_keywords(text)))
    yield from phrase_matcher(names, texts)


def phrase_matcher(names, texts):
    import spacy
    from spacy.matcher import PhraseMatcher

    language = spacy.blank("en")
    language.max_length = 10_000_000
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("skill", list(language.tokenizer.pipe(names)))
    some = texts[:: max(1, len(texts) // scaled(400))]
    started = time.process_time()
    matches = sum(len(matcher(document)) for document in language.tokenizer.pipe(some))
    share = sum(map(len, texts)) / sum(map(len, some))
    yield "spaCy PhraseMatcher (a sample)", int(matches * share), (time.process_time() - started) * share


def signatures(suite, book, texts, count):
    from datasketch import MinHash

    def signed(text):
        words = text.lower().split()
        minhash = MinHash(num_perm=128)
        minhash.update_batch([" ".join(words[at:at + 4]).encode() for at in range(len(words) - 3)])

    some = texts[:: max(1, len(texts) // scaled(400))]
    started = time.process_time()
    for text in some:
        signed(text)
    theirs = sum(map(len, some)) / 1e6 / (time.process_time() - started)
    megabytes = sum(map(len, texts)) / 1e6
    ours = megabytes / cost(book, "posting_signature(t)", LONG)
    suite.measure("signatures of near duplicates", ours, "MB/s", ("datasketch, 128 permutations", theirs),
                  note=f"{ours * count / megabytes:.0f} postings/s")
