"""Plain names of parties: "Veltria's defence ministry" for what the record calls "Veltria: defence ministry".

Only the wording changes. Two parties that the record keeps apart keep different
names wherever their words differ, since the words of the role are kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.records import Actor

LOADED = {"regime": "government", "junta": "government"}
"""Words of an outlet's judgement for what the record knows as a government."""

BODIES = {"LEG": "parliament", "GOV": "government", "MIL": "armed forces", "JUD": "courts"}
"""What an unnamed member or spokesman of a sector belongs to."""

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

_HEAD = re.compile(r" (?:of|for|on|in) ")

VAGUE_ROLES = ("affiliate", "official", "minister_other", "local_official", "diplomat")
"""Roles that many hold at a time: "a spokesman", never "the spokesman"."""


PROFESSIONS = ("health", "judge", "academic", "business", "media", "education", "religious", "labour")
"""Roles of people who act for themselves: "a psychiatrist from Veltria", never "Veltria's psychiatrist"."""
RANKS = frozenset("soldier officer sailor pilot general commander guard policeman gunman lawmaker".split())
"""Words for one of an army or a force, not for all of it."""


def party_words(actors: Sequence[Actor]) -> str:
    """Return the names of ``actors``, each once.

    >>> party_words(())
    ''
    """
    return joined(list(dict.fromkeys(name_words(actor) for actor in actors)))


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
    owner, colon, part = name.partition(": ")
    if not colon:
        return _some(name) if actor.kind == "unnamed" and name.islower() else with_article(name)
    if owner == "ethnic group":
        return actor.text
    return _part_words(owner, part, actor)


def with_article(name: str) -> str:
    """Return ``name`` with the article that English gives some names.

    >>> with_article("United Nations Security Council"), with_article("Veltria")
    ('the United Nations Security Council', 'Veltria')
    >>> with_article("Northern Bureau of Weights")
    'the Northern Bureau of Weights'
    """
    head = _HEAD.split(name)[0]
    last = head.split()[-1] if " " in name and head.strip() else ""
    takes = name.startswith("United ") or last in ARTICLED or name in ARTICLED
    return f"the {name}" if takes and not name.startswith(("The ", "the ")) else name


def _part_words(owner: str, part: str, actor: Actor) -> str:
    if "CVL" in actor.sectors:
        return _civilian(owner, part, actor)
    if actor.role == "minister_other":
        return f"a minister of {with_article(owner)}"
    if actor.role == "government":
        part = LOADED.get(part, part)
    if actor.kind == "unnamed" and actor.role in VAGUE_ROLES:
        body = next((BODIES[s] for s in actor.sectors if s in BODIES), None)
        whose = f"{possessive(owner)} {body}" if body else with_article(owner)
        return f"{_some(part)} of {whose}"
    if part.removesuffix("s") in RANKS or (actor.kind == "unnamed" and actor.role in PROFESSIONS):
        return f"{_some(part)} from {with_article(owner)}"
    return f"{possessive(owner)} {part}"


def _civilian(owner: str, part: str, actor: Actor) -> str:
    if part == "people":
        return f"the people of {with_article(owner)}"
    return f"{_some(part) if actor.kind == 'unnamed' else part} from {with_article(owner)}"


def _some(part: str) -> str:
    """Return one of many with its article; what is in the plural has none."""
    if part.endswith(("s", "men", "people", "children")) and not part.endswith("ss"):
        return part
    return f"{'an' if part[:1] in 'aeiou' else 'a'} {part}"


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
