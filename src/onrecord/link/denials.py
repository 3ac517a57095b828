"""Accusations and the denials that answer them.

A denial says "the accusation", or names what is denied. The first kind answers the
accusation before it in the same text, if that speaks of the denier, and what he is
charged with elsewhere in the story; the second any accusation of the denier, in the same
story, that uses the same words. Who takes back what
he held himself answers nobody, nor who denies that the accuser had any part in a thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from onrecord.link.names import TITLES
from onrecord.link.participants import Match, compare
from onrecord.link.status import TAKES_BACK
from onrecord.link.words import COMMON, TIME, content_stems
from onrecord.records import Actor, Claim, Kind, Stance

ANSWERS = re.compile(
    r"^(?:the|these|those|this|that|such|any|all|its|his|her|their)?\s*(?:\w+\s+){0,2}?"
    r"(?:accusations?|allegations?|charges?|claims?|reports?|suggestions?|involvement|responsibility|it|this|that)\W*$",
    re.IGNORECASE,
)
"""A denied thing that only points back."""
NOTHING_WRONG = re.compile(
    r"^(?:that\s+)?(?:\w+\s+){0,4}?(?:wrong-?doing|anything\s+(?:wrong|illegal|improper)|misconduct|impropriety)\W*$",
    re.IGNORECASE,
)
"""A denied thing that stands for whatever one is charged with."""
CHARGES = frozenset({"allege", "investigate"})
"""Modes of an accusation that says what somebody did; the others only find fault."""
_NOT_DENYING = re.compile(
    r"\b(?:neither|nor|not|never|without|refus\w+\s+to|declin\w+\s+to|short\s+of)\W+(?:\w+\W+){0,2}$|n['’]t\W+(?:\w+\W+)?$",
    re.IGNORECASE,
)
"""Words before a verb of denying by which nothing is denied."""
_NO_NAMES = COMMON | TIME | TITLES
"""Words that have a capital letter and name nobody."""
HEAD = 5
"""Letters by which a name and its adjective are recognised as one."""
REACH = 400
"""Characters a denial points back over."""
_CHARGE = re.compile(
    r"^\W*(?:\w+\W+){0,4}(?:accusations?|allegations?|charges?|claims?|reports?)\b", re.IGNORECASE
)
"""What is denied where it is somebody's charge: "Oslo's accusation that"."""
CHARGING = frozenset(content_stems("accuse accusation allege allegation charge claim deny blame responsible"))
"""Stems that every accusation and denial may have."""
_BESIDE = re.compile(r",\s+(?:with|which|who|calling|saying|adding|but|and|as|while)\b", re.IGNORECASE)
"""Where a clause beside what is denied begins."""
OPENING = 3
"""Words of what is denied in which its subject stands."""
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
"""A word that may be part of a name."""
ENOUGH = 2
"""Content words that a denial and an accusation share when they are about one thing."""


def denials(claims: Sequence[Claim], home: Mapping[str, str]) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of an accusation and a denial of it.

    Args:
        claims: all claims of the record, of any kind.
        home: story of each document.
    """
    accusations: dict[str | None, list[Claim]] = defaultdict(list)
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind == Kind.EVENT:
            told[claim.document_id].append(claim)
            if claim.event_type == "ACCUSE":
                accusations[home.get(claim.document_id)].append(claim)
    for claim in claims:
        if claim.position is not None and claim.position.stance == Stance.DENIES:
            here = told[claim.document_id]
            for accusation in accusations[home.get(claim.document_id)]:
                if _answers(claim, accusation) and not _of_another(claim, accusation, here):
                    yield accusation, claim


def _answers(denial: Claim, accusation: Claim) -> bool:
    holder = denial.position.holder if denial.position else ()
    if _any(holder, accusation.actors, Match.WITHIN) or (
        accusation.attribution and _is_own(denial, accusation)
    ):
        return False
    if TAKES_BACK.search(denial.trigger.text) or _is_none(denial):
        return False
    proposition = denial.position.proposition if denial.position else None
    if proposition is None or ANSWERS.match(proposition.text):
        near = _just_before(denial, accusation) and _speaks_of(accusation, holder)
        return near or _of_this_charge(denial, accusation)
    if NOTHING_WRONG.match(proposition.text):
        return _of_this_charge(denial, accusation)
    return (
        _any(holder, accusation.recipients, Match.WITHIN)
        and not _opens_with(proposition.text, accusation.actors)
        and _same_matter(proposition.text, accusation)
    )


def _is_none(denial: Claim) -> bool:
    """Whether the verb of denying is itself negated: "can neither confirm nor *deny*"."""
    before = denial.sentence.text[: denial.trigger.start - denial.sentence.start]
    return _NOT_DENYING.search(before) is not None


def _of_this_charge(denial: Claim, accusation: Claim) -> bool:
    """Whether a denial of everything comes from who is charged: a state in this text, others in this story.

    Criticism is answered by nothing so general, and of a state several charges are told.
    """
    if accusation.mode not in CHARGES or denial.position is None:
        return False
    least = Match.WITHIN if denial.document_id == accusation.document_id else Match.SAME_BODY
    holder = denial.position.holder
    return _any(holder, accusation.recipients, least) and not _names_another(denial, accusation)


def _names_another(denial: Claim, accusation: Claim) -> bool:
    """Whether the denial names somebody, and neither the accuser nor anybody of the accusation."""
    own = {word[:HEAD] for a in (denial.position.holder if denial.position else ()) for word in _named(a)}
    named = {w[:HEAD] for w in _capitals(denial.sentence.text) if w.lower() not in _NO_NAMES} - own
    told = {word[:HEAD] for word in _capitals(accusation.sentence.text)}
    told |= {word[:HEAD] for actor in accusation.actors for word in _named(actor)}
    return bool(named) and not named & told


def _named(actor: Actor) -> list[str]:
    return _capitals(f"{actor.name or ''} {actor.text}")


def _speaks_of(accusation: Claim, holder: Sequence[Actor]) -> bool:
    """Whether the denier is, or may be, who is accused, or the words of the accusation name him."""
    if not accusation.recipients or any(
        compare(mine, theirs) != Match.DIFFERENT for mine in holder for theirs in accusation.recipients
    ):
        return True
    told = {word[:HEAD] for word in _capitals(accusation.sentence.text)}
    return any(word[:HEAD] in told for actor in holder for word in _capitals(actor.name or actor.text))


def _opens_with(proposition: str, accusers: Sequence[Actor]) -> bool:
    """Whether what is denied is something about the accuser: "that *Oslo's* words had played a part"."""
    if _CHARGE.search(proposition):
        return False  # "denied Oslo's accusation that"
    opening = {word[:HEAD] for word in _capitals(" ".join(proposition.split()[:OPENING]))}
    return any(word[:HEAD] in opening for actor in accusers for word in _capitals(actor.name or actor.text))


def _capitals(text: str) -> list[str]:
    return _CAPITAL.findall(text)


def _of_another(denial: Claim, accusation: Claim, told: Sequence[Claim]) -> bool:
    """Whether the denier is accused of something else, told between: "It said that *Britain* had helped"."""
    holder = denial.position.holder if denial.position else ()
    if accusation.document_id != denial.document_id or _any(holder, accusation.recipients, Match.WITHIN):
        return False
    between = range(accusation.trigger.end, denial.trigger.start)
    return any(c.trigger.start in between and _any(holder, c.actors, Match.WITHIN) for c in told)


def _is_own(denial: Claim, accusation: Claim) -> bool:
    """Whether the accusation is itself what is denied, told inside the denial's own sentence."""
    return denial.document_id == accusation.document_id and denial.sentence.start == accusation.sentence.start


def _just_before(denial: Claim, accusation: Claim) -> bool:
    gap = denial.trigger.start - accusation.trigger.end
    return denial.document_id == accusation.document_id and 0 <= gap <= REACH


def _same_matter(proposition: str, accusation: Claim) -> bool:
    """Whether denial and accusation share words besides names and charging: all sides have those in common.

    What is denied ends where a clause beside it begins: "it happened, *with* his aide calling her names".
    """
    denied = _BESIDE.split(proposition, maxsplit=1)[0]
    return len(_plain(denied) & _plain(accusation.sentence.text) - CHARGING) >= ENOUGH


def _plain(text: str) -> set[str]:
    return set(content_stems(" ".join(word for word in text.split() if not word[:1].isupper())))


def _any(left: Sequence[Actor], right: Sequence[Actor], least: Match) -> bool:
    return any(compare(a, b) >= least for a in left for b in right)
