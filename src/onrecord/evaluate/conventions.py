"""Scoring conventions: a claim's type and actors in the terms of one gold set.

The codebook and the record follow the PLOVER manual; where annotators departed from it
the departure lives here, in ``conventions.toml``, and can be switched off.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec
from msgspec import Struct

from onrecord.records import Actor, Claim


class Relabel(Struct, frozen=True):
    """Type ``before`` becomes ``after``, in the trigger of certain words or near others."""

    before: str = msgspec.field(name="from")
    after: str = msgspec.field(name="to")
    words: tuple[str, ...] = ()
    """Beginnings of words, one of which the trigger must hold."""
    near: tuple[str, ...] = ()
    """The same for the sentence."""
    modality: str | None = None
    """Only claims of this modality."""

    def fits(self, claim: Claim) -> bool:
        """Return whether ``claim`` is relabelled."""
        return (
            claim.event_type == self.before
            and self.modality in (None, claim.modality)
            and _holds(claim.trigger.text, self.words)
            and _holds(claim.sentence.text, self.near)
        )


class Convention(Struct, frozen=True):
    """How one gold set departs from the codebook."""

    labels: tuple[Relabel, ...] = ()
    plain_igo: bool = False
    """True where every international body, the Red Cross too, is just IGO."""

    def type_of(self, claim: Claim) -> str | None:
        """Return the type of ``claim`` as this set's annotators would name it."""
        return next((rule.after for rule in self.labels if rule.fits(claim)), claim.event_type)

    def code_of(self, actor: Actor) -> str | None:
        """Return the country of ``actor``, else the kind of body it is, None when unresolved."""
        if actor.country:
            return actor.country
        body = (actor.actor_id or "").split(".")[0].upper()
        kind = next((s for s in actor.sectors if s in ("IGO", "NGO", "IMG", "ISM", "MNC")), None)
        if self.plain_igo:
            return "IGO" if kind in ("IGO", "NGO") else kind
        return BODIES.get(body, kind)


def _holds(text: str, beginnings: tuple[str, ...]) -> bool:
    return not beginnings or any(word.startswith(beginnings) for word in text.lower().split())


BODIES = {"UN": "UN", "UNO": "UN", "EU": "EU", "EUR": "EU"}
"""Actor ids of bodies that event data treat like countries."""

CODEBOOK = Convention()


@cache
def convention(gold_set: str) -> Convention:
    """Return the convention of ``gold_set``; the codebook's where it has none of its own."""
    text = files("onrecord.evaluate").joinpath("conventions.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=dict[str, Convention]).get(gold_set, CODEBOOK)
