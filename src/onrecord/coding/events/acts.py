"""An act: a claim in the making, its parties put in order, and whether it has those it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.coding.parties import anchored, civilian, official, silent
from onrecord.ontology import Rule
from onrecord.reading import Mention, Token
from onrecord.records import Modality, Polarity

DIPLOMATIC = frozenset(["CONSULT", "SUPPORT", "AGREE", "COOPERATE"])
"""What private people do of these is no event."""
LOCAL = frozenset(["PROTEST", "ASSAULT", "COERCE", "MOBILIZE"])
"""What unnamed people do at a known place can be an event of these."""


@dataclass(slots=True)
class Act:
    """One trigger that fits a frame, its parties, and what composition and status make of it."""

    trigger: Token
    rule: Rule
    event_type: str | None
    mode: str | None
    actors: list[Mention]
    recipients: list[Mention]
    carrier: Token | None = None
    """The light verb of a noun trigger ("*held* talks")."""
    name: str = ""
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    cue: str = ""
    """Why the modality: will, plan, set, could, if, ..."""
    about: Act | None = None
    hidden: bool = False
    composed: bool = False
    ahead: bool = False
    """A journey told in the present that still lies ahead ("I am going to Oslo")."""

    @property
    def top(self) -> Token:
        """The highest token of the act: the light verb where there is one."""
        return self.carrier or self.trigger


def settle(act: Act) -> Act:
    """Put equal sides together and keep nobody on both sides."""
    act.actors = _unique(m for m in act.actors if not silent(m))
    act.recipients = _unique(m for m in act.recipients if not silent(m))
    act.recipients = _others(act.actors, act.recipients, keep_own=act.rule.frame.both)
    act.recipients = [m for i, m in enumerate(act.recipients) if not _again(m, act.recipients[:i])]
    if act.rule.frame.both and act.event_type:
        everybody = sorted(_unique([*act.actors, *act.recipients]), key=lambda m: m.start)
        act.actors = [m for i, m in enumerate(everybody) if not _told_before(m, everybody[:i])]
        act.recipients = []
    return act


def _others(actors: list[Mention], recipients: list[Mention], *, keep_own: bool) -> list[Mention]:
    """Return ``recipients`` without the actors themselves, and without their side where others are left."""
    taken = {m.start for m in actors}
    ids = {ref.actor_id for m in actors for ref in m.actors}
    left = [
        m for m in recipients if m.start not in taken and (not (m.actors and _ids(m) <= ids) or opposite(m))
    ]
    side = {ref.country for m in actors for ref in m.actors if ref.country}
    if len(side) > 1:
        left = [m for m in left if not m.actors or not {r.country for r in m.actors} <= side]
    if actors and all(ref.kind == "country" for m in actors for ref in m.actors):
        left = [m for m in left if not (_guessed_own(m, side) or _same_state(m, side))]
    foreign = [m for m in left if not {r.country for r in m.actors if r.country} & side]
    return foreign if foreign and not keep_own else left


def _same_state(mention: Mention, side: set[str]) -> bool:
    """Return whether ``mention`` is the state itself by another name: "Peru … allowing *Lima* to"."""
    refs = mention.actors
    return bool(refs) and mention.basis == "metonym" and {ref.country for ref in refs} <= side


def _guessed_own(mention: Mention, side: set[str]) -> bool:
    """Return whether ``mention`` is a body guessed to be of ``side``: "Peru backs *the government*"."""
    guessed = mention.basis in ("antecedent", "setting") and mention.form == "role"
    return guessed and bool(mention.actors) and {ref.country for ref in mention.actors} <= side


def opposite(mention: Mention) -> bool:
    """Return whether the words say that somebody else is meant, whoever they were resolved to."""
    return "counterpart" in mention.text.lower().split()


def _told_before(mention: Mention, before: list[Mention]) -> bool:
    return bool(mention.actors) and not opposite(mention) and any(_ids(mention) <= _ids(m) for m in before)


def _again(mention: Mention, before: list[Mention]) -> bool:
    """Return whether ``mention`` is one that stands there already, by the same name."""
    known = bool(mention.actors) and all(not ref.actor_id.startswith("unnamed") for ref in mention.actors)
    return known and any(_ids(mention) == _ids(m) for m in before)


def _ids(mention: Mention) -> set[str]:
    return {ref.actor_id for ref in mention.actors}


def _unique(mentions: Iterable[Mention]) -> list[Mention]:
    found: dict[int, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.start, mention)
    return list(found.values())


def complete(act: Act, *, placed: bool = False) -> bool:
    """Return whether the parties that the frame asks for are there, one of them known.

    Where the place is known (``placed``), people of that place need no other name:
    "prisoners rioted in Dili".
    """
    parties_told = (*act.actors, *act.recipients)
    known = any(anchored(m) for m in parties_told)
    if placed and act.event_type in LOCAL:
        known = known or any(m.actors for m in parties_told)
    if act.event_type in DIPLOMATIC and any(civilian(m) for m in act.actors):
        return False
    needs = act.rule.frame.needs
    if act.name.startswith("future(") and not (act.rule.event_type == "SUPPORT" and needs == "both"):
        # help is promised to nobody in particular, and "impose restrictions" says enough of a threat
        needs = "both" if act.event_type == "THREATEN" and not act.rule.objects else "actor"
    if needs == "both":
        if act.rule.frame.both:
            return known and sum(max(1, len(m.actors)) for m in act.actors) > 1
        left = placed and act.event_type == "RETREAT" and any(official(m) for m in act.actors)
        return known and bool(act.actors) and (bool(act.recipients) or left)
    if needs == "recipient":
        return known and bool(act.recipients)
    if needs == "any":
        return known
    return known and bool(act.actors)
