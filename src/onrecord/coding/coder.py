"""Reading → Claims: events, figures and positions, each with its voice.

The parts code independently; :func:`code` then gives every claim the chain of
attributions it stands in, drops what two parts found twice, and rates events.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from onrecord.coding.attribution import find_attributions
from onrecord.coding.attribution.statements import statements_of
from onrecord.coding.confidence import rate
from onrecord.coding.events import code_events
from onrecord.coding.figures import code_figures, tie
from onrecord.coding.positions import code_positions
from onrecord.coding.saying import dated
from onrecord.coding.terms import find_terms
from onrecord.coding.voices import attribute
from onrecord.ontology import Ontology, load_ontology
from onrecord.reading import Reading
from onrecord.records import Attribution, Claim, Statement, Term

__all__ = ["Coded", "code", "code_all"]


class Coded(Struct, frozen=True, kw_only=True):
    """What coding makes of one document."""

    claims: tuple[Claim, ...]
    """In the order of the text."""
    statements: tuple[Statement, ...]
    """Who is given which words, claims or no claims in them, in the order of the text."""
    terms: tuple[Term, ...] = ()
    """Loaded terms and whose words they are, in the order of the text."""


def code(reading: Reading, ontology: Ontology | None = None) -> tuple[Claim, ...]:
    """Return the claims of one document in the order of its text; ``ontology`` is PLOVER unless given."""
    return _claims(reading, find_attributions(reading), ontology)


def code_all(reading: Reading, ontology: Ontology | None = None) -> Coded:
    """Return the claims and the statements of one document; ``ontology`` is PLOVER unless given."""
    attributions = find_attributions(reading)
    statements = dated(statements_of(reading, attributions), reading)
    return Coded(
        claims=_claims(reading, attributions, ontology),
        statements=statements,
        terms=find_terms(reading, statements),
    )


def _claims(
    reading: Reading, attributions: Sequence[Attribution], ontology: Ontology | None
) -> tuple[Claim, ...]:
    events = code_events(reading, ontology)
    figures = tie(code_figures(reading), events, reading)
    found = [*events, *figures, *code_positions(reading, attributions)]
    voiced = attribute(found, attributions, reading)
    unique = {claim.claim_id: claim for claim in voiced}
    rated = rate(list(unique.values()), reading, ontology or load_ontology())
    return tuple(sorted(rated, key=_place_in_text))


def _place_in_text(claim: Claim) -> tuple[int, int, str, str]:
    return claim.trigger.start, claim.trigger.end, claim.kind, claim.claim_id
