"""How likely a reader finds nothing wrong in an event claim: one number, and what moved it.

A logistic model over :mod:`onrecord.coding.confidence_features`. Its weights come from claims that
were read and judged one by one, on texts written for this project only (``tools/confidence/``);
:mod:`evaluation/calibration.py` measures on other people's text how far the number holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.coding.confidence_features import Surroundings, features
from onrecord.ontology import Ontology
from onrecord.reading import Reading
from onrecord.records import Claim, Grounds, Kind

SHOWN = 3
"""Contributions kept with a claim."""
LEAST = 0.15
"""Log-odds below which a contribution is not worth a word."""


class Weight(Struct, frozen=True, forbid_unknown_fields=True):
    """One feature of the model."""

    weight: float
    """Log-odds that one unit of the feature adds."""
    mean: float
    """Its value in an average claim, which contributions are told against."""


class Model(Struct, frozen=True, forbid_unknown_fields=True):
    """The learnt numbers, and what they were learnt from."""

    trained_on: str
    claims: int
    intercept: float
    features: dict[str, Weight]


@lru_cache(maxsize=1)
def load_model() -> Model:
    """Return the weights that ship with the package."""
    data = files("onrecord.coding") / "data" / "confidence.toml"
    return msgspec.toml.decode(data.read_bytes(), type=Model)


def rate(claims: Sequence[Claim], reading: Reading, ontology: Ontology) -> list[Claim]:
    """Return ``claims`` in their order, events with their confidence and what moved it."""
    around = Surroundings(reading, claims, ontology)
    model = load_model()
    return [_rated(c, features(c, around), model) if c.kind is Kind.EVENT else c for c in claims]


def probability(found: Mapping[str, float], model: Model) -> float:
    """Return the probability that features ``found`` stand for, strictly between 0 and 1."""
    known = ((model.features[name], value) for name, value in found.items() if name in model.features)
    return 1 / (1 + exp(-(model.intercept + sum(w.weight * value for w, value in known))))


def _rated(claim: Claim, found: Mapping[str, float], model: Model) -> Claim:
    moved = [
        (name if found.get(name) else f"not {name}", round(w.weight * (found.get(name, 0.0) - w.mean), 2))
        for name, w in model.features.items()
    ]
    moved.sort(key=lambda told: (-abs(told[1]), told[0]))
    weighed = tuple((name, by) for name, by in moved[:SHOWN] if abs(by) >= LEAST)
    return replace(
        claim,
        confidence=round(probability(found, model), 3),
        grounds=replace(claim.grounds or Grounds(), weighed=weighed),
    )
