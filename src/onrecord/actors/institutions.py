"""Read the names of bodies the registry does not list from how they are built.

"Lakeside University", "Bank of Ruritania", "Maple Leaf Party": capitalised words with
a noun that tells the kind of body. The kind gives the sector; a country stands only
where the name itself has it.
"""

from __future__ import annotations

import re

from onrecord.actors.entries import slug
from onrecord.actors.frame import Resolution
from onrecord.records import ActorRef

_SECTORS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(["University", "College", "Institute", "School", "Academy", "Polytechnic"], ("EDU",)),
    **dict.fromkeys(["Party", "Alliance", "Front", "Coalition", "Bloc"], ("PTY",)),
    **dict.fromkeys(
        ["Bank", "Corporation", "Company", "Airlines", "Airways", "Motors", "Industries"], ("BUS",)
    ),
    **dict.fromkeys(
        [
            "Petroleum",
            "Holdings",
            "Inc",
            "Ltd",
            "Limited",
            "Investments",
            "Insurance",
            "Securities",
            "Ventures",
            "Telecom",
            "Corp",
            "Energy",
            "Technologies",
        ],
        ("BUS",),
    ),
    **dict.fromkeys(["Foundation", "Association", "Society", "Committee", "Council", "Network"], ("NGO",)),
    **dict.fromkeys(["Hospital", "Clinic"], ("HLH",)),
    **dict.fromkeys(["Church", "Mosque", "Diocese", "Patriarchate"], ("REL",)),
    **dict.fromkeys(["Union", "Federation", "Congress"], ("LAB",)),
    **dict.fromkeys(
        ["Times", "Post", "Herald", "Tribune", "Gazette", "Journal", "Radio", "Television"], ("MED",)
    ),
}
_CHIEFLY_OF = frozenset({"University", "Bank", "Church", "Institute", "Academy"})
"""Kinds that are named "… of somewhere"."""
_NAME = re.compile(
    r"^(?:[Tt]he\s+)?+((?:[A-Z][\w'’&.-]*)(?:\s+(?:(?:of|for|and|the|de|del|du)\s+){0,2}[A-Z][\w'’&.-]*){1,6})$"
)
_ALLIANCES = frozenset({"Alliance", "Front", "Coalition", "Bloc", "Union", "Federation", "Congress"})
"""Kinds whose sector a name alone does not tell for sure."""


def institution(text: str, found: Resolution, country: str | None) -> Resolution | None:
    """Return the body that ``text`` names by its build, None where it is not built as a body's name.

    Only for what the registry cannot name: ``found`` is nobody, or an unnamed one of a kind.
    """
    if found.actors and found.actors[0].kind != "unnamed":
        return None
    match = _NAME.match(text.strip())
    if match is None:
        return None
    name = match.group(1)
    words = name.split()
    noun = words[-1] if words[-1] in _SECTORS else words[0] if words[0] in _CHIEFLY_OF else None
    if noun is None or (noun == words[0] and words[1] != "of"):
        return None
    if _SECTORS[noun] == ("MED",) and "of" in words:
        return None  # "Grace Otieno of the Lakeside Herald"
    ref = ActorRef(
        actor_id=f"org.{slug(name)}",
        name=name,
        country=country,
        sectors=() if noun in _ALLIANCES else _SECTORS[noun],
        kind="organisation",
    )
    return Resolution((ref,), "institution", "name", tail="organisation")
