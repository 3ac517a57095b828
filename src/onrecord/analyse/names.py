"""Plain names of parties: "Veltria's defence ministry" for what the record calls "Veltria: defence ministry".

Only the wording changes. Two parties that the record keeps apart keep different
names wherever their words differ, since the words of the role are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.analyse.english import words_of
from onrecord.records import Actor

LOADED = {"regime": "government", "junta": "government"}
"""Words of an outlet's judgement for what the record knows as a government."""

BODIES = {
    "LEG": "parliament",
    "GOV": "government",
    "MIL": "armed forces",
    "JUD": "courts",
    "COP": "police",
    "SPY": "intelligence service",
    "REB": "rebels",
}
"""What an unnamed member or spokesman of a sector belongs to."""

PRONOUNS = frozenset("i you he she it we they him her us them who".split())
SOMEBODY = "somebody"
"""Whom a pronoun stands for that could not be followed: outside its sentence it says no more."""
UNNAMED = "unnamed"
"""Code of parties that no article names or places, a sector behind it: they are many under one code."""
KINDS = {
    **BODIES,
    "OPP": "opposition",
    "PTY": "parties",
    "UAF": "armed people",
    "PRE": "the press",
    "CVL": "people",
    "LAB": "workers",
    "BUS": "companies",
    "MED": "media",
    "EDU": "schools",
    "HLH": "health",
    "REL": "religion",
    "REF": "refugees",
    "AGR": "farming",
    "CRM": "criminals",
    "ELI": "elites",
    "NGO": "organisations",
    "IGO": "international bodies",
}
"""Sectors in a word."""

ARTICLED = (
    "States",
    "Nations",
    "Kingdom",
    "Emirates",
    "Union",
    "Netherlands",
    "Philippines",
    "Maldives",
    "Institute",
    "Council",
    "Commission",
    "Committee",
    "Court",
    "Bank",
    "Fund",
    "Agency",
    "Organization",
    "Organisation",
    "League",
    "Office",
    "Ministry",
    "Movement",
    "Army",
    "Navy",
    "Forces",
    "Corps",
    "Guard",
    "Guards",
    "Service",
    "Authority",
    "Federation",
    "Alliance",
    "Programme",
    "Parliament",
    "Congress",
    "Senate",
    "Fleet",
    "Front",
    "Republic",
    "Party",
    "Bureau",
    "Branch",
    "Board",
    "Assembly",
    "Association",
    "Department",
    "Foundation",
    "Tribunal",
    "University",
    "House",
    "Church",
    "Centre",
    "Center",
    "Journal",
    "Group",
    "Police",
)
"""Words that give a name an article as its last, or as the last before "of" and "for"."""

COMMON = (
    "party",
    "movement",
    "group",
    "front",
    "alliance",
    "faction",
    "militia",
    "network",
    "brigade",
    "agency",
)
"""Small words that end a name as what it is: "the Veltria First party"."""
SHOUTED = 3
"""Letters from which on a word of a name in capitals is no abbreviation."""
_NUMERAL = re.compile(r"[IVX]+")
_VOWEL = re.compile(r"(?!uni[a-z]|us[aeu]|eu)[aeiou]")
_HEAD = re.compile(r" (?:of|for|on|in) ")

VAGUE_ROLES = ("affiliate", "official", "minister_other", "local_official", "diplomat")
"""Roles that many hold at a time: "a spokesman", never "the spokesman"."""


PROFESSIONS = frozenset(
    "health judge academic business business_person media journalist education religious labour party "
    "criminal refugee".split()
)
"""Roles of those who act for themselves: "a psychiatrist from Veltria", never "Veltria's psychiatrist"."""
WHOLE = frozenset(
    "government administration congress parliament senate military army navy police opposition leadership "
    "presidency judiciary public population mafia".split()
)
"""Words for all there is of something, so that it is never one of many."""
RANKS = frozenset("soldier officer sailor pilot general commander guard policeman gunman lawmaker".split())
"""Words for one of an army or a force, not for all of it."""


def party_words(actors: Sequence[Actor]) -> str:
    """Return the names of ``actors``, each once.

    >>> party_words(())
    ''
    """
    return joined(list(dict.fromkeys(name_words(actor) for actor in actors)))


def unnamed_words(code: str) -> str | None:
    """Return what all who go by one code without a name are called together; None for every other code.

    >>> unnamed_words("unnamed.GOV"), unnamed_words("unnamed"), unnamed_words("FRA")
    ('unnamed (government)', 'unnamed', None)
    """
    head, _, sector = code.partition(".")
    if head != UNNAMED:
        return None
    return f"{UNNAMED} ({KINDS.get(sector, sector)})" if sector else UNNAMED


def joined(names: Sequence[str]) -> str:
    """Return ``names`` as a list in words.

    >>> joined(["a", "b", "c"])
    'a, b and c'
    """
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def name_words(actor: Actor) -> str:
    """Return the plain name of one actor."""
    name = actor.name or actor.text
    if is_pronoun(name):
        return SOMEBODY
    owner, colon, part = name.partition(": ")
    if not colon:
        return _some(name) if actor.kind == "unnamed" and name.islower() else with_article(_cased(name))
    if owner == "ethnic group" or (actor.kind == "group" and actor.role is None and not actor.country):
        return actor.text
    return _part_words(owner, part, actor)


def is_pronoun(name: str) -> bool:
    """Return whether a party goes by a pronoun, as it stands in a text.

    >>> is_pronoun("They"), is_pronoun("he"), is_pronoun("US"), is_pronoun("WHO")
    (True, True, False, False)
    """
    return (name.islower() or name.istitle()) and name.lower() in PRONOUNS


def with_article(name: str) -> str:
    """Return ``name`` with the article that English gives some names.

    >>> with_article("United Nations Security Council"), with_article("Veltria")
    ('the United Nations Security Council', 'Veltria')
    >>> with_article("Northern Bureau of Weights")
    'the Northern Bureau of Weights'
    """
    head = _HEAD.split(name)[0]
    last = head.split()[-1] if " " in name and head.strip() else ""
    common = " " in name and name[:1].isupper() and name.split()[-1] in COMMON
    takes = name.startswith("United ") or last in ARTICLED or name in ARTICLED or common
    return f"the {name}" if takes and not name.startswith(("The ", "the ")) else name


def _cased(name: str) -> str:
    """Return ``name`` as it is written elsewhere, if a heading or a cry has it in capitals.

    >>> _cased("ADA LIND"), _cased("Ada Lind III"), _cased("UNESCO"), _cased("JB Lind")
    ('Ada Lind', 'Ada Lind III', 'UNESCO', 'JB Lind')
    """
    if " " not in name or not name.isupper():
        return name
    return " ".join(
        word if len(word) < SHOUTED or _NUMERAL.fullmatch(word) else word.title() for word in name.split()
    )


def _part_words(owner: str, part: str, actor: Actor) -> str:
    if "CVL" in actor.sectors:
        return _civilian(owner, part, actor)
    if actor.role == "minister_other":
        return f"a minister of {with_article(owner)}"
    if actor.role == "government":
        part = LOADED.get(part, part)
    if actor.kind == "unnamed" and actor.role in VAGUE_ROLES:
        body = next((BODIES[s] for s in actor.sectors if s in BODIES), None)
        whose = f"of {possessive(owner)} {body}" if body else f"{_of_or_from(actor)} {with_article(owner)}"
        return f"{_some(part)} {whose}"
    if part.removesuffix("s") in RANKS or (actor.role in PROFESSIONS and not _is_whole(part)):
        return f"{_some(part)} from {with_article(owner)}"
    return f"{possessive(owner)} {part}"


def _of_or_from(actor: Actor) -> str:
    """Return how an official belongs: *of* a union of states, *from* a country whose body is not known."""
    return "of" if "IGO" in actor.sectors else "from"


def _civilian(owner: str, part: str, actor: Actor) -> str:
    if part == "people":
        return f"the people of {with_article(owner)}"
    return f"{_some(part) if actor.kind == 'unnamed' else part} from {with_article(owner)}"


def _some(part: str) -> str:
    """Return one of many with its article; what is in the plural has none."""
    head = _HEAD.split(part)[0]
    plural = head.endswith(("s", "men", "children")) and not head.endswith("ss")
    if plural or head.split()[-1] in words_of("number", "many"):
        return f"the {part}" if _is_whole(part) else part
    if _is_whole(part):
        return f"the {part}"
    return f"{'an' if _VOWEL.match(part) else 'a'} {part}"


def _is_whole(part: str) -> bool:
    """Whether ``part`` is all there is of something in a state: its parliament, a ministry of its."""
    head = _HEAD.split(part)[0].split()[-1]
    return part in WHOLE or head in ("ministry", "department", "chamber", "party")


def possessive(owner: str) -> str:
    """Return the genitive of a name.

    >>> possessive("Veltria"), possessive("United States")
    ("Veltria's", "the United States'")
    """
    return with_article(owner) + ("'" if owner.endswith("s") else "'s")


def begun(text: str) -> str:
    """Return ``text`` with its first letter large, as a line begins.

    >>> begun("the Veltrian fleet")
    'The Veltrian fleet'
    """
    return text[:1].upper() + text[1:]
