"""A user's own codebook put to the test: is each sentence of it read as the file says?

Behind ``onrecord eval --ontology FOLDER`` without gold sets. The sentences are those of the
folder's own files, ``positive`` and ``near_misses``; what is scored is what a build would code.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct, structs

from onrecord.evaluate.metrics.statistics import ratio
from onrecord.evaluate.scores import Measure, Score, Scores, score_of
from onrecord.evaluate.system import System
from onrecord.ontology import EventType, Example, Extension, own_kinds
from onrecord.records import Actor, Claim, Kind, Polarity
from onrecord.settings import Settings


class Checked(Struct, frozen=True):
    """One sentence of the codebook and how it is read."""

    event_type: str
    metric: str
    """``positive`` or ``near_misses``, as in the file."""
    text: str
    right: bool
    found: tuple[str, ...]
    """Types, with their modes, of the events read from it."""


def check_codebook(folder: str, settings: Settings | None = None) -> list[Checked]:
    """Return every sentence of the ontology in ``folder``, read with it, in order of its files.

    Raises:
        SettingsError: the folder holds no ontology that can be used.
    """
    system = System(structs.replace(settings or Settings(), ontology=folder))
    return [checked for kind in own_kinds(folder) for checked in _checked(kind, system)]


def scored(checked: Sequence[Checked]) -> Scores:
    """Return the share of sentences read rightly, by type and by kind of sentence."""
    start = time.perf_counter()
    groups: dict[tuple[str, str], list[Checked]] = {}
    for each in checked:
        groups.setdefault((each.event_type, each.metric), []).append(each)
    scores: list[Score] = []
    for (name, metric), group in groups.items():
        counts = np.array([[each.right, 1] for each in group], dtype=np.float64)
        measure = Measure(metric=metric, counts=counts, statistic=ratio)
        scores.append(score_of(measure, name, time.perf_counter() - start))
    return Scores(scores=tuple(scores))


def _checked(kind: EventType | Extension, system: System) -> Iterator[Checked]:
    for metric, examples in (("positive", kind.examples), ("near_misses", kind.counterexamples)):
        for example in examples:
            claims = _events(example.text, system)
            told = any(_fits(claim, kind.name, example) for claim in claims)
            yield Checked(
                event_type=kind.name,
                metric=metric,
                text=example.text,
                right=told if metric == "positive" else not any(c.event_type == kind.name for c in claims),
                found=tuple(f"{c.event_type}/{c.mode}" if c.mode else str(c.event_type) for c in claims),
            )


def _events(text: str, system: System) -> list[Claim]:
    claims = system.claims(system.read(system.document(text, "sentence")))
    return [c for c in claims if c.kind is Kind.EVENT and c.polarity is Polarity.POSITIVE]


def _fits(claim: Claim, name: str, example: Example) -> bool:
    """Return whether ``claim`` has the type, and what else ``example`` says must be read."""
    wanted = [(example.actors, claim.actors), (example.recipients, claim.recipients)]
    return (
        claim.event_type == name
        and example.mode in (None, claim.mode)
        and all(codes is None or set(codes.split()) == _codes(actors) for codes, actors in wanted)
    )


def _codes(actors: Sequence[Actor]) -> set[str]:
    return {a.country or (a.actor_id or "").partition(".")[0] for a in actors}
