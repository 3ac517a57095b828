"""How each outlet tells one event, side by side: facet by facet, each value with its characters.

Shows agreement, contradiction and what each leaves out. Never a score of truth or bias:
which account is right is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations

from msgspec import Struct

from onrecord.analyse import words
from onrecord.analyse.compared import by_document, conflicts_on, figures_beside, joined_claims, sure_enough
from onrecord.analyse.disputes import note_words, side_words
from onrecord.analyse.facets import Facet, Likeness, Saying, facets_for, likeness
from onrecord.analyse.headlines import headline, plain
from onrecord.analyse.loaded import article_numbers
from onrecord.analyse.sections import Dispute, Side
from onrecord.analyse.tellings import Mark, Telling, telling
from onrecord.errors import NoSuchThing, SettingsError
from onrecord.records import (
    AttributionForm,
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    Event,
    Kind,
    Span,
)
from onrecord.store.base import Store
from onrecord.store.lookup import find, get_claims, get_documents

ON_FACET = {
    ConflictKind.DATE: ("when",),
    ConflictKind.PLACE: ("where",),
    ConflictKind.ACTOR: ("who", "whom", "parties"),
    ConflictKind.QUANTITY: ("how many",),
    ConflictKind.POLARITY: ("status",),
    ConflictKind.MODALITY: ("status",),
    ConflictKind.ATTRIBUTION: ("word of",),
    ConflictKind.SELF: ("who", "parties"),
}
"""The facets that each kind of conflict is about."""


QUOTED = "quoted"
"""Mark of what stands in an outlet's sentence as somebody's own words and is of no facet."""
IN_QUOTES = frozenset({AttributionForm.DIRECT, AttributionForm.MIXED, AttributionForm.BLOCK})


class Verdict(StrEnum):
    """How the outlets stand to each other on one facet."""

    AGREE = "agree"
    COMPATIBLE = "compatible"  # one is finer or further on than the other
    DIFFER = "differ"  # not the same, and the record holds no contradiction
    CONFLICT = "conflict"  # the record holds a contradiction
    ALONE = "alone"  # only one outlet tells it
    UNRELATED = "unrelated"  # told of different things, or not resolved: not comparable
    SILENT = "silent"  # no outlet tells it


class Cell(Struct, frozen=True, kw_only=True):
    """What one outlet tells of one facet; no sayings: it leaves it out."""

    publisher: str
    sayings: tuple[Saying, ...]


class FacetRow(Struct, frozen=True, kw_only=True):
    """One facet across the outlets."""

    facet: str
    verdict: Verdict
    cells: tuple[Cell, ...]
    """One an outlet, in the order of :attr:`Comparison.tellers`."""
    conflict_ids: tuple[str, ...] = ()

    @property
    def left_out_by(self) -> tuple[str, ...]:
        """Outlets that do not tell what another does."""
        if self.verdict is Verdict.SILENT:
            return ()
        return tuple(cell.publisher for cell in self.cells if not cell.sayings)


class Teller(Struct, frozen=True, kw_only=True):
    """One outlet: its articles on the event, and its sentences."""

    publisher: str
    tellings: tuple[Telling, ...]
    """In order of publication; the words of each facet are marked with its name."""
    against: tuple[str, ...] = ()
    """Claims that are not joined into the event: they stand against it in a conflict."""


class Comparison(Struct, frozen=True, kw_only=True):
    """One event as each outlet tells it."""

    event_id: str
    headline: str
    when: str
    event_type: str
    status: str
    reports: int
    origins: str
    tellers: tuple[Teller, ...]
    facets: tuple[FacetRow, ...]
    disputes: tuple[Dispute, ...]
    claims: dict[str, Claim]
    """The claims behind the tellings, by id."""


def compare(
    store: Store, identity: str, least: float = 0.0, numbers: Mapping[str, int] | None = None
) -> Comparison:
    """Return how each outlet tells the event whose id is or starts with ``identity``.

    The two claims of one outlet are one column. Claims that contradict the event and are
    not joined into it are shown too, marked as such. Claims less sure than ``least`` are
    left out; unlike the lists, a comparison shows all unless asked. ``numbers`` are those of the
    articles, where they are known already.

    Raises:
        NoSuchThing: no event, or more than one, has such an id, or no claim of it is so sure.
        SettingsError: ``least`` is no probability.
    """
    if not 0 <= least <= 1:
        raise SettingsError(
            f"{least:g} is no probability", where="min_confidence", remedy="Give a number from 0 to 1."
        )
    event = find(store, identity, "event")
    if not isinstance(event, Event):
        raise NoSuchThing(
            f"{identity!r} is no event",
            remedy="Only events are told by several outlets; their ids begin with evt_. `onrecord show` "
            "tells which event a claim is part of.",
        )
    comparer = _Comparer(store, event, least, article_numbers(store) if numbers is None else numbers)
    if not comparer.told:
        raise NoSuchThing(
            f"no claim of {event.event_id} is as sure as {least:g}",
            remedy="Ask without --min-confidence, or with a lower one.",
        )
    return comparer.comparison()


class _Comparer:
    """Holds the records of one comparison while it is put together."""

    def __init__(self, store: Store, event: Event, least: float, numbers: Mapping[str, int]) -> None:
        self.event = event
        joined, figures = joined_claims(store, event, least)
        self.conflicts = conflicts_on(store, event, [*joined, *figures])
        sides = [c for conflict in self.conflicts for side in conflict.sides for c in side.claim_ids]
        unknown = [c for c in dict.fromkeys(sides) if c not in joined and c not in figures]
        others = sure_enough(get_claims(store, [c for c in unknown if c not in event.claim_ids]), least)
        self.against = {name: c for name, c in others.items() if c.kind is not Kind.FIGURE}
        self.told = {**joined, **self.against}
        more = figures_beside(store, self.against.values())
        self.figures = {**figures, **more}
        self.every = {**self.told, **others, **self.figures}
        self.beside = by_document(self.figures.values())
        self.documents = get_documents(store, [c.document_id for c in self.every.values()])
        self.numbers = numbers
        self._tellings: dict[str, Telling] = {}
        self.facets = facets_for(list(joined.values()))

    def comparison(self) -> Comparison:
        event = self.event
        lead = next((self.every[c] for c in event.claim_ids if c in self.every), None)
        by_publisher = self.by_publisher()
        return Comparison(
            event_id=event.event_id,
            headline=plain(headline(event, lead)),
            when=words.date_words(event.date),
            event_type=event.event_type + (f"/{event.mode}" if event.mode else ""),
            status=event.status,
            reports=event.reports,
            origins=words.origins_words(event.origins.min, event.origins.max),
            tellers=tuple(self.teller(name, claims) for name, claims in by_publisher.items()),
            facets=tuple(self.row(name, facet, by_publisher) for name, facet in self.facets.items()),
            disputes=tuple(map(self.dispute, self.conflicts)),
            claims=self.every,
        )

    def by_publisher(self) -> dict[str, list[Claim]]:
        """Return the claims of each outlet, in order of publication and place in the text."""
        known = [c for c in self.told.values() if c.document_id in self.documents]
        known.sort(key=lambda c: (self.numbers[c.document_id], c.trigger.start, c.claim_id))
        found: dict[str, list[Claim]] = {}
        for claim in known:
            found.setdefault(self.publisher(claim.document_id), []).append(claim)
        return found

    def publisher(self, document_id: str) -> str:
        return words.publisher_words(self.documents[document_id], self.numbers[document_id])

    def teller(self, publisher: str, claims: Sequence[Claim]) -> Teller:
        return Teller(
            publisher=publisher,
            tellings=tuple(self.telling(c) for c in claims),
            against=tuple(c.claim_id for c in claims if c.claim_id in self.against),
        )

    def telling(self, claim: Claim) -> Telling:
        """Return a claim in its sentence, made once where a conflict sets it against others too."""
        if claim.claim_id not in self._tellings:
            document = self.documents[claim.document_id]
            number, marks = self.numbers[claim.document_id], self.marks(claim)
            self._tellings[claim.claim_id] = telling(claim, document, number, marks)
        return self._tellings[claim.claim_id]

    def marks(self, claim: Claim) -> list[Mark]:
        """Return the words of every facet of ``claim``, marked by its name."""
        marks: list[Mark] = []
        for name, facet in self.facets.items():
            for saying in facet(claim, self.beside.get(claim.document_id, ())):
                marks += [(span, name) for span in saying.spans]
        quoting = (link for link in claim.attribution if link.form in IN_QUOTES)
        return [*marks, *((span, QUOTED) for link in quoting for span in link.content)]

    def row(self, name: str, facet: Facet, by_publisher: Mapping[str, Sequence[Claim]]) -> FacetRow:
        cells = tuple(
            Cell(
                publisher=publisher,
                sayings=_distinct(s for c in claims for s in facet(c, self.beside.get(c.document_id, ()))),
            )
            for publisher, claims in by_publisher.items()
        )
        conflict_ids = tuple(c.conflict_id for c in self.conflicts if name in ON_FACET[c.kind])
        verdict = Verdict.CONFLICT if conflict_ids else _verdict(name, cells)
        return FacetRow(facet=name, verdict=verdict, cells=cells, conflict_ids=conflict_ids)

    def dispute(self, conflict: Conflict) -> Dispute:
        return Dispute(
            conflict_id=conflict.conflict_id,
            kind=conflict.kind,
            about_id=conflict.event_id or conflict.figure_id,
            about="",
            note=note_words(conflict),
            sides=tuple(self.side(conflict, side) for side in conflict.sides),
        )

    def side(self, conflict: Conflict, side: ConflictSide) -> Side:
        claims = [self.every[c] for c in side.claim_ids if c in self.every]
        return Side(
            value=side_words(conflict, side, claims),
            origins=words.origins_words(side.origins.min, side.origins.max),
            tellings=tuple(map(self.telling, claims)),
        )


def _distinct(sayings: Iterable[Saying]) -> tuple[Saying, ...]:
    """Return each value once, at the first place that tells it."""
    found: dict[str, Saying] = {}
    for saying in sayings:
        found.setdefault(saying.value, saying)
    return tuple(found.values())


def _verdict(facet: str, cells: Sequence[Cell]) -> Verdict:
    telling = [cell for cell in cells if cell.sayings]
    if len(telling) < 2:
        return Verdict.ALONE if telling else Verdict.SILENT
    alike: dict[frozenset[tuple[str, bool]], list[Cell]] = {}
    for cell in telling:  # of many outlets most tell the same
        alike.setdefault(frozenset((s.value, bool(s.key)) for s in cell.sayings), []).append(cell)
    found = [_best(facet, cells[0], cells[1]) for cells in alike.values() if len(cells) > 1]
    found += [_best(facet, left[0], right[0]) for left, right in combinations(alike.values(), 2)]
    if Likeness.OTHER in found:
        return Verdict.DIFFER
    comparable = [like for like in found if like is not Likeness.UNRELATED]
    if not comparable:
        return Verdict.UNRELATED
    return Verdict.AGREE if set(found) == {Likeness.SAME} else Verdict.COMPATIBLE


def _best(facet: str, left: Cell, right: Cell) -> Likeness:
    """Return how near two outlets come on ``facet``: an outlet may tell it in more than one way."""
    return max(likeness(facet, a, b) for a in left.sayings for b in right.sayings)


class FacetValue(Struct, frozen=True, kw_only=True):
    """One value of one facet as one outlet tells it; without a value where it leaves the facet out."""

    event_id: str
    facet: str
    verdict: Verdict
    publisher: str
    left_out: bool
    value: str | None
    claim_id: str | None
    joined: bool | None
    """False where the claim stands against the event in a conflict."""
    document_ids: tuple[str, ...]
    """Articles of the outlet on the event."""
    document_id: str | None
    """The article that tells the value; ``words`` and ``sentence`` are offsets into its text."""
    words: tuple[Span, ...]
    sentence: Span | None
    conflict_ids: tuple[str, ...]


def comparison_lines(told: Comparison) -> Iterator[FacetValue]:
    """Yield one line a facet, outlet and value; an outlet that leaves it out has a line without a value."""
    for row in told.facets:
        for cell, teller in zip(row.cells, told.tellers, strict=True):
            for saying in cell.sayings or (None,):
                claim = told.claims.get(saying.claim_id) if saying else None
                yield FacetValue(
                    event_id=told.event_id,
                    facet=row.facet,
                    verdict=row.verdict,
                    publisher=cell.publisher,
                    left_out=cell.publisher in row.left_out_by,
                    value=saying.value if saying else None,
                    claim_id=saying.claim_id if saying else None,
                    joined=saying.claim_id not in teller.against if saying else None,
                    document_ids=tuple(dict.fromkeys(t.document_id for t in teller.tellings)),
                    document_id=claim.document_id if claim else None,
                    words=saying.spans if saying else (),
                    sentence=claim.sentence if claim else None,
                    conflict_ids=row.conflict_ids,
                )
