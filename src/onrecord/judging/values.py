"""Single values of a claim, read and put in their place as JSON, and the codes that follow from them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from onrecord.errors import JudgementError
from onrecord.ontology import Ontology
from onrecord.records import Change, Claim, FigureValue, PositionValue


def value_of(claim: Claim, field: str) -> str:
    """Return the value of ``field``, dotted where it lies inside, as JSON; ``null`` where there is none."""
    value: object = claim
    for part in field.split("."):
        value = getattr(value, part, None)
    return msgspec.json.encode(value).decode()


def with_value(claim: Claim, change: Change) -> Claim:
    """Return ``claim`` with the one value of ``change`` in its place.

    Raises:
        JudgementError: there is no such field, or it cannot hold the value.
    """
    outer, _, inner = change.field.partition(".")
    part = getattr(claim, outer, None) if inner else claim
    if not isinstance(part, (Claim, FigureValue, PositionValue)):
        raise _unfit(claim, change, f"the claim has no {outer}")
    try:
        value = msgspec.json.decode(change.value, type=_types(type(part))[inner or outer])
    except (KeyError, msgspec.DecodeError) as error:
        raise _unfit(claim, change, str(error)) from error
    return replace(claim, **{outer: replace(part, **{inner: value}) if inner else value})


def _unfit(claim: Claim, change: Change, why: str) -> JudgementError:
    return JudgementError(
        f"{change.field} cannot become {change.value}: {why}",
        where=claim.claim_id,
        remedy="Take that decision back: `onrecord decisions RECORD` lists it.",
    )


@lru_cache
def _types(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind)


def with_codes(claim: Claim, ontology: Ontology) -> Claim:
    """Return ``claim`` with quad class, scale and CAMEO code of its type and mode, where those are known."""
    kind = ontology.types.get(claim.event_type or "")
    if kind is None or claim.event_type is None:
        return replace(claim, quad_class=None, scale=None, cameo=None)
    return replace(
        claim,
        quad_class=kind.quad,
        scale=ontology.scale(kind.name, claim.mode),
        cameo=ontology.cameo(kind.name, claim.mode),
    )
