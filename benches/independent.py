"""The figures of the real data once more, in plain Python straight from the raw files, sharing no code with Daybook.

What is taken from the documentation: what an id, a date and the first place of each source are (the comments of
`sql/models/sources/*.sql`), what is rejected, how a title is cleaned, what a year's pay is, what a word of a skill's
name is.
"""
import csv
import datetime
import gzip
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass

LAST_DAY = datetime.date(datetime.date.today().year + 1, 12, 31)
FIRST_DAY = datetime.date(1990, 1, 1)
TERRITORIES = {"puerto rico": "PR", "guam": "GU", "virgin islands": "VI", "american samoa": "AS",
               "northern mariana islands": "MP", "district of columbia": "DC"}
A_YEAR = {"per year": 1, "annual": 1, "per hour": 2080, "hourly": 2080, "hour": 2080, "hr": 2080, "per day": 260,
          "daily": 260, "day": 260, "dai": 260, "per week": 52, "week": 52, "wk": 52, "weekly": 52, "bi-weekly": 26,
          "bi": 26, "per month": 12, "month": 12, "mth": 12}


@dataclass
class Posting:
    source: str
    id: tuple
    date: datetime.date
    title: str
    state: str | None = None
    soc: str | None = None
    low: float = 0.0
    high: float = 0.0
    unit: str = ""

    @property
    def quarter(self):
        return f"{self.date.year}Q{(self.date.month + 2) // 3}"

    @property
    def yearly(self):
        stated = [amount for amount in (self.low, self.high) if amount > 0]
        factor = A_YEAR.get(self.unit.strip().lower())
        if not stated or factor is None:
            return None
        pay = sum(stated) / len(stated) * factor
        return pay if 4_000 <= pay <= 2_000_000 else None


class Tally:
    """Records of one source: what was read, kept, repeated, refused."""

    def __init__(self, source):
        self.source, self.read, self.kept, self.repeated, self.refused = source, 0, {}, 0, Counter()

    def add(self, id, date, title, **rest):
        self.read += 1
        date_text = (date or "").strip()
        if not (title or "").strip():
            self.refused["no_title"] += 1
        elif not date_text:
            self.refused["no_date"] += 1
        else:
            day = datetime.date.fromisoformat(date_text[:10])
            if not FIRST_DAY <= day <= LAST_DAY:
                self.refused["date_out_of_range"] += 1
                return
            key = (id, day)
            self.repeated += key in self.kept
            self.kept[key] = Posting(self.source, id, day, title, **rest)


def states(data):
    known = dict(TERRITORIES)
    with open(data / "geo" / "state_fips_master.csv", encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            known[row["state_name"].lower()] = row["state_abbr"]
    known |= {code.lower(): code for code in known.values()}
    return known


def state_of(known, text):
    return known.get((text or "").strip().lower())


VAGUE = re.compile(r"anywhere in|remote|negotiable|multiple locations|nationwide", re.I)


def first_state(known, locations):
    """The state of the first location that names a place; one text may name several, separated by `;`."""
    for location in (one for text in locations or [] for one in text.split(";")):
        parts = [part.strip() for part in location.split(",")]
        parts = [part for part in parts if part and part.lower() != "none" and not VAGUE.search(part)]
        vague = VAGUE.search(location)
        country = None
        if parts and (parts[-1] == "United States" or (len(parts) > 2 and not state_of(known, parts[-1]))):
            country = parts.pop()
        if parts:
            alone = len(parts) == 1 and country is None
            return None if alone and parts[0].lower() == "washington" else state_of(known, parts[-1])
        if country and not vague:
            return None
    return None


def amount(text):
    try:
        return float(str(text).replace("$", "").replace(",", "").strip())
    except ValueError:
        return 0.0


def soc(text):
    found = re.match(r"\s*(\d\d)-?(\d{4})(\.\d\d)?\s*$", text or "")
    return f"{found[1]}-{found[2]}" if found and found[1] != "99" else None


def postings(data):
    """The tally of each source."""
    folder, known = data / "postings", states(data)
    tallies = []
    tally = Tally("USAJOBS")
    for line in gzip.open(folder / "usajobs_announcements.jsonl.gz", "rt", encoding="utf-8"):
        record = defaultdict(lambda: None, json.loads(line))
        tally.add(record["usajobs_control_number"], record["open_date"], record["position_title"],
                  state=first_state(known, record["locations"]), low=record["min_salary"] or 0.0,
                  high=record["max_salary"] or 0.0, unit=record["salary_type"] or "")
    tallies.append(tally)
    tally = Tally("QUESTIONNAIRES")
    for line in gzip.open(folder / "usajobs_questionnaires.jsonl.gz", "rt", encoding="utf-8"):
        record = defaultdict(lambda: None, json.loads(line))
        tally.add(record["id"], record["open_start"], record["position_title"], state=first_state(known, record["locations"]))
    tallies.append(tally)
    tally = Tally("NYC")
    with gzip.open(folder / "nyc_jobs_2019.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            tally.add((row["Job ID"], row["Posting Type"].lower()), row["Posting Date"], row["Business Title"], state="NY",
                      low=amount(row["Salary Range From"]), high=amount(row["Salary Range To"]), unit=row["Salary Frequency"])
    tallies.append(tally)
    tally = Tally("H2A")
    for path in sorted((folder / "dol_h2a").glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                first = lambda *names: next((row[name] for name in names if (row.get(name) or "").strip()), "")
                city = first("WORKSITE_CITY", "WORKSITE_LOCATION_CITY", "ALIEN_WORK_CITY")
                state = first("WORKSITE_STATE", "WORKSITE_LOCATION_STATE", "ALIEN_WORK_STATE")
                apart = [row.get(name) or "" for name in ("EMPLOYER_NAME", "EMPLOYER_CITY", "JOB_TITLE", "PRIMARY/SUB",
                         "ORGANIZATION_FLAG", "NBR_WORKERS_CERTIFIED", "BASIC_RATE_OF_PAY", "CASE_STATUS", "DECISION_DATE")]
                tally.add((first("CASE_NUMBER", "CASE_NO"), city, state, *apart), first("CASE_RECEIVED_DATE", "DECISION_DATE"),
                          row["JOB_TITLE"], state=state_of(known, state or row["EMPLOYER_STATE"]),
                          soc=soc(first("SOC_CODE", "SOC_CODE_ID")), low=amount(row["BASIC_RATE_OF_PAY"]),
                          high=amount(row["BASIC_RATE_OF_PAY"]), unit=row["BASIC_UNIT_OF_PAY"])
    tallies.append(tally)
    return tallies


def phase_one(title):
    """Apostrophes go, `c++` and `c#` stay, all else that is no letter, digit or mark is a space."""
    for good in ("cp1252", "latin-1"):
        try:
            title = title.encode(good).decode("utf-8")
            break
        except (UnicodeEncodeError, UnicodeDecodeError):
            pass
    text = re.sub("['‘’‛ʼ´`′\u00ad\u200b-\u200f\u2060\ufeff]", "", title)
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).lower())
    text = re.sub(r"(?<!\w)(\w)(\+\+|#)(?!\w)", lambda m: m[1] + {"++": "\ue000", "#": "\ue001"}[m[2]], text)
    text = "".join(c if unicodedata.category(c)[0] in "LNM" or c in "\ue000\ue001" else " " for c in text)
    return " ".join(text.split()).replace("\ue000", "++").replace("\ue001", "#")


def onet_names(data):
    """The names of the framework: skills, knowledge and abilities of importance 3 or more to some occupation, tools and
    technologies with their commodities."""
    names = set()
    with zipfile.ZipFile(data / "onet" / "db_29_text.zip") as archive:
        for member in archive.namelist():
            table = member.rsplit("/", 1)[-1]
            if table not in ("Skills.txt", "Knowledge.txt", "Abilities.txt", "Technology Skills.txt", "Tools Used.txt"):
                continue
            text = io.TextIOWrapper(archive.open(member), encoding="utf-8-sig")
            for row in csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE):
                if "Element Name" in row and row.get("Scale ID") == "IM" and float(row["Data Value"] or 0) >= 3:
                    names.add(row["Element Name"])
                if "Example" in row:
                    names.update((row["Example"], row["Commodity Title"]))
    return names




def plain(name):
    """Whether a name is nothing but words of letters, so that the naive matcher and the real one mean the same by it."""
    return re.fullmatch(r"[A-Za-z]{2,}( [A-Za-z]{2,})*", name) is not None


class NaiveMatcher:
    """Looks at every word whether a name begins there, the longest first. Names with signs or digits count for being longer
    only."""

    def __init__(self, names):
        self.names = {tuple(tokens(name)) for name in names} - {()}
        self.plain = {tuple(tokens(name)) for name in names if plain(name)}
        self.longest = max(map(len, self.names))

    def find(self, text):
        found, words, at = Counter(), tokens(text), 0
        while at < len(words):
            for length in range(min(self.longest, len(words) - at), 0, -1):
                name = tuple(words[at:at + length])
                if name in self.names:
                    found[" ".join(name)] += 1
                    at += length
                    break
            else:
                at += 1
        return found


TOKEN = re.compile(
    r"(?P<line>[\n\r\x0b\x0c])"
    r"|(?P<word>\.?[^\W_]+(?:\.[^\W_]+)*(?:&(?=[^\W_])[^\W_]+)?(?:\#|\+\+|\+(?![\s]*[^\W_]))?)"
    r"|(?P<possessive>['’‘](?=[^\W_])[^\W_]+)"
    r"|(?P<nothing>[\s\-_‐‑‒–—―™®©\u00ad\u200b-\u200f]+)"
    r"|(?P<sign>.)", re.S)


def tokens(text):
    """Words in lower case; signs; `None` where no name matches across."""
    found, end = [], 0
    for match in TOKEN.finditer(text):
        kind, piece = match.lastgroup, match.group()
        if kind == "line":
            found.append(None)
        elif kind == "word":
            found.extend(word_pieces(piece))
        elif kind == "possessive":
            found.append(piece.lower().replace("’", "'").replace("‘", "'"))
        elif kind == "sign":
            found.append("and" if piece == "&" else '"' if piece in "\"“”„'’‘" else piece)
            if piece in ".!?" and ends_sentence(text, match.start()):
                found.append(None)
    return found


def word_pieces(piece):
    left, amp, right = piece.partition("&")
    if amp and len(left) > 1 and len(right) > 1:
        return [left.lower(), "and", right.lower()]
    return [piece.lower()]


def ends_sentence(text, at):
    if text[at] == "." and re.search(r"(?:^|[^\w])[^\W\d_]$", text[max(0, at - 2):at]):
        return False
    rest = text[at + 1:at + 60].lstrip("\"'”’)]")
    return not rest.strip() or (rest[0].isspace() and (rest.lstrip()[0].isupper() or rest.lstrip()[0].isdigit()))
