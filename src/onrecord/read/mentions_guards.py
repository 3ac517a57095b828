"""Take back what only looks like a state or its people: an American state, a team, a minority."""

from __future__ import annotations

import re

import msgspec

from onrecord.read.mentions_learning import Found
from onrecord.reading import Mention

_US_STATE = re.compile(r"\b(?:Atlanta|Savannah|Gov\.|Republicans?|Democrats?|primary|electoral votes)\b")


_CAUCASUS = re.compile(r"\b(?:Tbilisi|Georgians?|Abkhazian?|Ossetian?|Caucasus|Moscow|Armenia|Azerbaijan)\b")


def american(text: str) -> bool:
    """True where "Georgia" more likely is the American state: nothing else in the text is Caucasian."""
    return bool(_US_STATE.search(text)) and not _CAUCASUS.search(text)


_SPORT = re.compile(
    r"\b(?:World Series|innings?|touchdowns?|quarterback|playoffs?|home runs?|NBA|NFL|MLB|NHL|pitchers?"
    r"|baseball|semi-?finals?|scored (?:a|the|\w+) goals?)\b"
)


def without_teams(text: str, found: list[Found]) -> list[Found]:
    """Return ``found`` without peoples that are a team: in sport, where the state itself is not named."""
    if not _SPORT.search(text):
        return found
    states = {
        a.country
        for f in found
        for a in f.resolution.actors
        if f.resolution.tail not in {"people", "unknown"} and a.kind != "person"
    }
    return [
        f
        for f in found
        if f.resolution.tail != "people" or any(a.country in states for a in f.resolution.actors)
    ]


def minorities(mentions: list[Mention]) -> list[Mention]:
    """Take "Azeris" for the ethnic group in a text that speaks of "ethnic Azeris"."""
    ethnic = {
        a.actor_id.rsplit("-", 1)[-1]: a
        for m in mentions
        for a in m.actors
        if a.actor_id.startswith("group.ethnic-")
    }
    out = []
    for mention in mentions:
        code = mention.actors[0].country if len(mention.actors) == 1 and mention.form == "demonym" else None
        group = ethnic.get(code.lower()) if code and mention.actors[0].kind == "group" else None
        out.append(msgspec.structs.replace(mention, actors=(group,), basis="ethnic") if group else mention)
    return out
