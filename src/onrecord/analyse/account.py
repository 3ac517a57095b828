"""The readable account of an affair, as data: what a busy reader needs, each line with its spans.

`serve` prints it in the terminal and as a page. Nothing here is written by a
model: every sentence is an outlet's own, every number a count of records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from onrecord.analyse import words
from onrecord.analyse.coverage import coverage
from onrecord.analyse.disputes import note_words, side_words
from onrecord.analyse.dyads import DyadRow, dyads
from onrecord.analyse.headlines import Headline, headline, plain, stance_words
from onrecord.analyse.names import begun, party_words
from onrecord.analyse.sections import (
    Account,
    Article,
    Dispute,
    Happening,
    Holder,
    Position,
    Quantity,
    Side,
)
from onrecord.analyse.tellings import Telling, telling
from onrecord.records import (
    Claim,
    Conflict,
    DateValue,
    Document,
    Event,
    Figure,
    Kind,
    Modality,
    Stance,
    Status,
)
from onrecord.store.base import Store
from onrecord.store.learned import overlaid, people

AHEAD = (Status.PLANNED,)
NAMES_IN_TITLE = 3
"""Parties named in the title of an account."""


MADE_WITH = ("onrecord_version", "schema_version", "model", "ontology", "registry", "lexicon", "settings")
"""Facts about a record that its account names."""


def account(store: Store) -> Account:
    """Return the readable account of everything in ``store``."""
    return _Writer(store).account()


class _Writer:
    """Holds the records of one account while it is put together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.documents = {d.document_id: d for d in sorted(store.documents(), key=_published)}
        self.numbers = {name: number for number, name in enumerate(self.documents, start=1)}
        self.linked = store.linked()
        known = people(self.linked.learned)
        self.claims: dict[str, Claim] = {c.claim_id: overlaid(c, known) for c in store.claims()}
        self.rejections = tuple(store.rejections())
        self.paths: dict[str, str] = {}
        for copy in store.copies():
            self.paths.setdefault(copy.document_id, copy.path)
        self.quads = {
            str(name): quad if isinstance(quad, int) else None
            for name, quad in store.rows("SELECT event_id, quad_class FROM events")
        }
        self.propositions = _propositions(self.claims.values())
        self.conflicts_of = _conflicts_by_subject(self.linked.conflicts)

    def account(self) -> Account:
        happenings = [self.happening(e) for e in self.linked.events if self.tellings(e.claim_ids)]
        dated = sorted((h for h in happenings if h.start), key=lambda h: (h.start or date.max, -h.reports))
        undated = sorted(
            (h for h in happenings if not h.start), key=lambda h: (_first_told(h.tellings), -h.reports)
        )
        quantities = [self.quantity(f) for f in self.linked.figures if self.tellings(f.claim_ids)]
        told: list[Happening | Quantity] = [*dated, *undated, *quantities]
        several = [item for item in told if item.reports > 1]
        rows = dyads(self.store)
        facts = self.store.facts()
        publisher_of = {d.document_id: self.publisher(d) for d in self.documents.values()}
        articles = self.articles()
        return Account(
            title=_title(rows) or "An affair on record",
            period=self.period(),
            counts=self.counts(len(set(publisher_of.values()))),
            timeline=tuple(dated),
            undated=tuple(undated),
            corroborated=self.agreed([*dated, *undated], quantities),
            unclear=tuple(i for i in several if i.origins_min < 2 <= i.origins_max),
            one_origin=tuple(i for i in several if i.origins_max == 1),
            disputes=tuple(d for c in self.linked.conflicts if (d := self.dispute(c)).sides),
            figures=tuple(quantities),
            holders=self.holders(),
            dyads=tuple(rows),
            coverage=coverage([e for e in self.linked.events if e.event_id in self.quads], publisher_of),
            shared_names={h.event_id: plain(h.headline) for h in happenings},
            articles=articles,
            rejections=self.rejections,
            made_with={name: facts[name] for name in MADE_WITH if name in facts},
        )

    def publisher(self, document: Document) -> str:
        return words.publisher_words(document, self.numbers[document.document_id])

    def tellings(self, claim_ids: Iterable[str]) -> tuple[Telling, ...]:
        made = []
        for claim_id in claim_ids:
            claim = self.claims.get(claim_id)
            document = self.documents.get(claim.document_id) if claim else None
            if claim and document:
                made.append(telling(claim, document, self.numbers[document.document_id]))
        return tuple(made)

    def happening(self, event: Event) -> Happening:
        lead = self.claims.get(event.claim_ids[0])
        tellings = self.tellings(event.claim_ids)
        return Happening(
            event_id=event.event_id,
            start=event.date.start if event.date else None,
            when=words.date_words(event.date) if event.date else _told(tellings),
            approximate=bool(event.date and event.date.approximate),
            headline=self.headline(event, lead),
            place=_place(event),
            event_type=event.event_type,
            quad_class=self.quads.get(event.event_id),
            status=event.status,
            ahead=event.status in AHEAD,
            origins=words.origins_words(event.origins.min, event.origins.max),
            origins_min=event.origins.min,
            origins_max=event.origins.max,
            reports=event.reports,
            tellings=tellings,
            conflict_ids=self.conflicts_of.get(event.event_id, ()),
        )

    def headline(self, event: Event, lead: Claim | None) -> Headline:
        own = self.propositions.get((lead.document_id, lead.trigger.start)) if lead else None
        return headline(event, lead, own)

    def quantity(self, figure: Figure) -> Quantity:
        claims = [self.claims[c] for c in figure.claim_ids if c in self.claims]
        tellings = self.tellings(figure.claim_ids)
        measure, owner = words.measure_words(figure), party_words(figure.of)
        if measure and owner.startswith(f"{measure} "):  # "30 children", of "children from Veltria"
            measure, owner = owner, ""
        return Quantity(
            figure_id=figure.figure_id,
            amount=words.amount_words(figure, [c.figure.hedge for c in claims if c.figure]),
            measure=measure,
            of=owner,
            counterpart=party_words(figure.counterpart),
            period=words.date_words(figure.period) if figure.period else None,
            origins=words.origins_words(figure.origins.min, figure.origins.max),
            origins_min=figure.origins.min,
            origins_max=figure.origins.max,
            reports=figure.reports,
            voices=tuple(dict.fromkeys(t.voice for t in tellings if t.voice)),
            tellings=tellings,
        )

    def agreed(
        self, happenings: Iterable[Happening], quantities: Iterable[Quantity]
    ) -> tuple[Happening | Quantity, ...]:
        return (
            *(h for h in happenings if h.origins_min > 1 and not h.conflict_ids),
            *(q for q in quantities if q.origins_min > 1 and q.figure_id not in self.conflicts_of),
        )

    def dispute(self, conflict: Conflict) -> Dispute:
        return Dispute(
            conflict_id=conflict.conflict_id,
            kind=conflict.kind,
            about_id=conflict.event_id or conflict.figure_id,
            about=self.subject(conflict),
            note=note_words(conflict),
            sides=tuple(
                Side(
                    value=side_words(
                        conflict, side, [self.claims[c] for c in side.claim_ids if c in self.claims]
                    ),
                    origins=words.origins_words(side.origins.min, side.origins.max),
                    tellings=self.tellings(side.claim_ids),
                )
                for side in conflict.sides
            ),
        )

    def subject(self, conflict: Conflict) -> str:
        for event in self.linked.events:
            if event.event_id == conflict.event_id:
                return plain(self.headline(event, self.claims.get(event.claim_ids[0])))
        for figure in self.linked.figures:
            if figure.figure_id == conflict.figure_id:
                measure = words.measure_words(figure) or "figure"
                owner = party_words(figure.of)
                return f"{measure}, {owner}" if owner else measure
        return ""

    def holders(self) -> tuple[Holder, ...]:
        """Positions by holder, the same stance to the same targets together."""
        found: dict[str, dict[tuple[str, str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
        for claim in self.claims.values():
            if claim.kind is Kind.POSITION and claim.position:
                value = claim.position
                targets = party_words(value.targets)
                content = value.proposition.text if value.proposition else None
                held = stance_words(value.stance, len(value.holder) > 1, targets, content)
                holder = begun(party_words(value.holder)) or "Unnamed"
                found[holder][str(value.stance), targets, held].append(claim.claim_id)
        holders = [
            Holder(
                name=name,
                positions=tuple(
                    Position(stance=stance, targets=targets, held=held, tellings=self.tellings(ids))
                    for (stance, targets, held), ids in sorted(rows.items())
                ),
            )
            for name, rows in found.items()
        ]
        return tuple(sorted(holders, key=lambda h: (-sum(len(p.tellings) for p in h.positions), h.name)))

    def articles(self) -> tuple[Article, ...]:
        claims = Counter(c.document_id for c in self.claims.values())
        rows = [
            Article(
                document_id=d.document_id,
                number=self.numbers[d.document_id],
                publisher=self.publisher(d),
                title=d.title.text if d.title else "(no title)",
                published=words.date_words(d.published),
                path=self.paths.get(d.document_id),
                url=d.url,
                claims=claims[d.document_id],
                original_publisher=d.original_publisher,
            )
            for d in self.documents.values()
        ]
        return tuple(rows)

    def period(self) -> str:
        dates = sorted(d.published.start for d in self.documents.values() if d.published)
        return words.span_words(dates[0], dates[-1]) if dates else "no publication date known"

    def counts(self, publishers: int) -> dict[str, int]:
        kinds = Counter(c.kind for c in self.claims.values())
        return {
            "documents": len(self.documents),
            "publishers": publishers,
            "claims": len(self.claims),
            "events": len(self.linked.events),
            "figures": len(self.linked.figures),
            "positions": kinds[Kind.POSITION],
            "conflicts": len(self.linked.conflicts),
            "planned": sum(e.status in AHEAD for e in self.linked.events),
            "actual": sum(
                c.modality is Modality.ACTUAL for c in self.claims.values() if c.kind is Kind.EVENT
            ),
            "rejections": len(self.rejections),
        }


def _published(document: Document) -> tuple[date, str]:
    when: DateValue | None = document.published
    return (when.start if when else date.max, document.document_id)


def _first_told(tellings: Sequence[Telling]) -> str:
    """Return the earliest publication date, ISO 8601; behind all others where none is known."""
    return min((t.published for t in tellings if t.published), default="9999")


def _told(tellings: Sequence[Telling]) -> str:
    first = _first_told(tellings)
    return "no date" if first == "9999" else f"reported {words.day_words(date.fromisoformat(first))}"


def _place(event: Event) -> str | None:
    """Return where it happened, unless the parties say so already."""
    if event.place is None:
        return None
    name = event.place.name or event.place.text
    parties = {a.name or a.text for a in (*event.actors, *event.recipients)}
    return None if name in parties else name


def _propositions(claims: Iterable[Claim]) -> Mapping[tuple[str, int], str]:
    """Return what is praised or condemned, in the outlet's words, by document and start of the trigger."""
    return {
        (c.document_id, c.trigger.start): c.position.proposition.text
        for c in claims
        if c.position and c.position.proposition and c.position.stance in (Stance.SUPPORTS, Stance.OPPOSES)
    }


def _conflicts_by_subject(conflicts: Iterable[Conflict]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for conflict in conflicts:
        subject = conflict.event_id or conflict.figure_id
        if subject:
            found[subject].append(conflict.conflict_id)
    return {subject: tuple(ids) for subject, ids in found.items()}


def _title(rows: Iterable[DyadRow]) -> str:
    """Return the parties that most events involve, busiest first."""
    weight: Counter[str] = Counter()
    for row in rows:
        weight[row.actor_name] += row.events
        weight[row.recipient_name] += row.events
    busiest = sorted(weight, key=lambda name: (-weight[name], name))[:NAMES_IN_TITLE]
    return " · ".join(busiest)
