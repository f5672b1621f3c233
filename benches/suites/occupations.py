"""Occupations of titles that were never seen: `classify_soc` beside what scikit-learn makes of the same titles.

Known: O*NET 27.0's occupations and alternate titles, without those that workers reported (source 02). Asked: the titles that
workers reported, brackets left out, as far as they are not known. Right: one of the codes that reported the title. Once
without description, once with six task statements of the occupation as description (of the half that the trained model has not learnt from), once with six of another one.
"""
import csv
import io
import json
import random
import re
import time
import zipfile
import zlib

from bench import DATA, daybook, fresh, need_data, rows

TASKS = 6


def run(suite):
    need_data()
    release = Release(DATA / "onet" / "db_27_0_text.zip")
    known, asked = release.split()
    suite.measure("titles known", len(known), "titles")
    suite.measure("titles asked, none of them known", len(asked), "titles")
    theirs = baselines(known, [title for title, _ in asked])
    random.seed(7)
    texts = {
        "title alone": [""] * len(asked),
        "with the occupation's tasks": [release.tasks_of(codes[0]) for _, codes in asked],
        "with another occupation's tasks": [release.tasks_of(random.choice(release.codes)) for _ in asked],
    }
    for name, descriptions in texts.items():
        ours = classified(release, asked, descriptions)
        for digits in (6, 5, 3, 2):
            right = share(ours["model"], asked, digits)
            suite.measure(f"{name}, trained model: right at {digits} digits", right, "%",
                          ("common", share(ours["common"], asked, digits)))
        for digits in (6, 2):
            right = share(ours["common"], asked, digits)
            against = [(who, share(codes, asked, digits)) for who, (codes, _) in theirs.items()] if name == "title alone" else [("", "")]
            for beside in against:
                suite.measure(f"{name}: right at {digits} digits", right, "%", beside)
        for least in (0.2, 0.5, 0.8):
            sure = [index for index, p in enumerate(ours["model_probability"]) if p >= least]
            right = share([ours["model"][index] for index in sure], [asked[index] for index in sure], 6)
            suite.measure(f"{name}, trained model: right at 6 digits where its probability is {least} or more", right, "%",
                          note=f"{100 * len(sure) / len(asked):.0f} % of titles")
        answered = [index for index, p in enumerate(ours["probability"]) if p >= 0.2]
        right = share([ours["common"][index] for index in answered], [asked[index] for index in answered], 6)
        suite.measure(f"{name}: right at 6 digits where it answers by default", right, "%",
                      note=f"{100 * len(answered) / len(asked):.0f} % of titles")
        if name == "title alone":
            top = share(ours["top"], asked, 6), share(ours["top"], asked, 2)
            suite.measure("nearest title alone: right at 6 digits", top[0], "%", note=f"at 2 digits {top[1]:.1f} %")
            calibration(suite, ours["common"], ours["probability"], asked)
            for who, (_, seconds) in theirs.items():
                suite.measure("titles a second, one core", ours["per_second"], "titles/s", (who, len(asked) / seconds))


class Release:
    """The tables of an O*NET release, as lists of dicts."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        self.tasks = {}
        # Half of the tasks are known to the trained model, the other half make descriptions.
        self.known_tasks = []
        for row in self.table("Task Statements.txt"):
            if zlib.crc32(row["Task"].encode()) % 2:
                self.known_tasks.append(row)
            else:
                self.tasks.setdefault(row["O*NET-SOC Code"][:7], []).append(row["Task"])
        self.codes = sorted(self.tasks)

    def table(self, name):
        entry = next(entry for entry in self.zip.namelist() if entry.endswith("/" + name))
        return list(csv.DictReader(io.TextIOWrapper(self.zip.open(entry), "utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE))

    def split(self):
        """Known pairs of title and code, and the titles to ask with their codes."""
        self.alternates = [row for row in self.table("Alternate Titles.txt") if row["Source(s)"] != "02"]
        known = {(plain(row["Alternate Title"]), row["O*NET-SOC Code"][:7]) for row in self.alternates}
        known |= {(plain(row["Title"]), row["O*NET-SOC Code"][:7]) for row in self.table("Occupation Data.txt")}
        titles, asked = {title for title, _ in known}, {}
        for row in self.table("Sample of Reported Titles.txt"):
            title = plain(row["Reported Job Title"])
            if title and title not in titles:
                asked.setdefault(title, set()).add(row["O*NET-SOC Code"][:7])
        return sorted(known), [(title, sorted(codes)) for title, codes in sorted(asked.items())]

    def tasks_of(self, code):
        tasks = self.tasks.get(code, [])
        return " ".join(random.sample(tasks, min(TASKS, len(tasks))))

    def write(self, folder):
        """The release without what is asked."""
        folder.mkdir(parents=True)
        occupations = self.table("Occupation Data.txt")
        for name, table in (("Occupation Data.txt", occupations), ("Alternate Titles.txt", self.alternates),
                            ("Task Statements.txt", self.known_tasks)):
            with open(folder / name, "w", newline="") as file:
                writer = csv.DictWriter(file, table[0].keys(), delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
                writer.writeheader()
                writer.writerows(table)


def plain(title):
    title = re.sub(r"\(.*?\)", "", title).lower()
    return " ".join(re.sub(r"[^a-z0-9+#]+", " ", title).split())


def classified(release, asked, descriptions):
    book, folder = fresh("occupations"), fresh("occupations-release")
    release.write(folder)
    daybook(book, "taxonomy", "add", "onet", folder, "--version", "27.0")
    daybook(book, "train", "soc")
    postings = fresh("occupations.jsonl")
    with open(postings, "w") as file:
        for number, ((title, _), text) in enumerate(zip(asked, descriptions)):
            record = {"id": str(number), "title": title, "datePosted": "2020-01-01", "description": text}
            file.write(json.dumps(record) + "\n")
    daybook(book, "land", "--source", "T", "--format", "common-schema", postings)
    guess = lambda method: f"classify_soc(title, description, '{method}', 6, 0)[1]"
    predicted = "predict_soc(title, description, 6, 0)[1]"
    answer = rows(book, f"SELECT substr(posting_id, 3), {guess('common')}['soc_code'], {guess('top')}['soc_code'], "
                        f"{guess('common')}['probability'], {predicted}['soc_code'], {predicted}['probability'] FROM postings")
    found = {int(number): (common, top, float(probability or 0), model, float(sure or 0))
             for number, common, top, probability, model, sure in answer}
    found = [found[number] for number in range(len(asked))]
    once = "SELECT count(classify_soc(title, description)[1]['soc_code']) FROM postings"
    opening = daybook(book, "sql", "SELECT count(classify_soc(title, description)) FROM postings WHERE posting_id = 'T_0'").cpu_seconds
    seconds = daybook(book, "sql", once).cpu_seconds - opening
    return {"common": [one[0] for one in found], "top": [one[1] for one in found], "probability": [one[2] for one in found],
            "model": [one[3] for one in found], "model_probability": [one[4] for one in found],
            "per_second": len(asked) / seconds}


def share(codes, asked, digits):
    kept = {2: len("15"), 3: len("15-1"), 5: len("15-125"), 6: len("15-1252")}[digits]
    right = sum(any(code and code[:kept] == one[:kept] for one in true) for code, (_, true) in zip(codes, asked))
    return 100 * right / len(asked)


def calibration(suite, codes, probabilities, asked):
    for least, most in ((0.0, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.01)):
        chosen = [index for index, p in enumerate(probabilities) if least <= p < most]
        right = sum(codes[index] in asked[index][1] for index in chosen)
        mean = sum(probabilities[index] for index in chosen) / max(1, len(chosen))
        suite.measure(f"probability {least} to {min(most, 1):.1f}: right", 100 * right / max(1, len(chosen)), "%",
                      ("said", 100 * mean), f"{100 * len(chosen) / len(asked):.0f} % of titles")


def baselines(known, titles):
    """Codes, and seconds for all titles after training, of methods that one would try first."""
    from collections import Counter

    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.naive_bayes import ComplementNB
    from sklearn.neighbors import NearestNeighbors
    from sklearn.svm import LinearSVC

    texts, codes = [title for title, _ in known], [code for _, code in known]
    found = {}
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    near = NearestNeighbors(n_neighbors=10, metric="cosine", algorithm="brute").fit(letters.fit_transform(texts))
    started = time.perf_counter()
    _, neighbours = near.kneighbors(letters.transform(titles))
    vote = [Counter(codes[index] for index in row).most_common(1)[0][0] for row in neighbours]
    found["10 nearest by letters"] = vote, time.perf_counter() - started
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"\S+")
    train = words.fit_transform(texts)
    for name, model in (("ComplementNB", ComplementNB()), ("LinearSVC", LinearSVC())):
        model.fit(train, codes)
        started = time.perf_counter()
        found[name] = list(model.predict(words.transform(titles))), time.perf_counter() - started
    return found
