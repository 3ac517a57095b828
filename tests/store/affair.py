"""A made-up affair of two made-up states, as records: what the tests of the back half read."""

from __future__ import annotations

from datetime import date

from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    Conflict,
    ConflictKind,
    ConflictSide,
    Copy,
    DateBasis,
    DateValue,
    Document,
    Event,
    Figure,
    FigureValue,
    Granularity,
    Judgement,
    Kind,
    Linked,
    Modality,
    OriginBasis,
    OriginCount,
    OriginLink,
    Place,
    PositionValue,
    Rejection,
    Segment,
    SourceKind,
    Span,
    Stance,
    Statement,
    Status,
    Story,
    Term,
    TermVoice,
    Zone,
    ZoneKind,
    content_id,
)

HARBOUR = (
    "Veltria recalls its envoy\n"
    "Veltria recalled its ambassador from Ostmark on Monday, Foreign Minister Ada Lind said. "
    "Ostmark denied that its boats had entered Veltrian waters. "
    "About 40 percent of Veltria's grain comes from Ostmark."
)
WIRE = (
    "Ostmark and Veltria trade blame\n"
    "Veltria has recalled its ambassador from Ostmark. The recall came on Tuesday. "
    "Ostmark fears that Veltria will close the strait <b>again</b>. "
    "Veltria buys 40 percent of its grain in Ostmark."
)
LETTER = "Ministers to meet\nVeltria and Ostmark plan to hold talks in Port Sele next month."


def affair() -> tuple[list[Document], list[Copy], list[Rejection], list[Claim], Linked]:
    """Return documents, copies, rejections, claims and links of the affair."""
    harbour = document(HARBOUR, "The Harbour Post", date(2031, 3, 4))
    wire = document(WIRE, "Northern Wire", date(2031, 3, 5))
    letter = document(LETTER, None, date(2031, 3, 6))
    first = event_claim(
        harbour, "recalled", "SANCTION", VEL, OSM, day(harbour, "on Monday", 3), said(harbour)
    )
    again = event_claim(wire, "recalled", "SANCTION", VEL, OSM, day(wire, "on Tuesday", 4))
    denial = event_claim(harbour, "denied", "REJECT", OSM, ())
    talks = event_claim(letter, "talks", "CONSULT", VEL, OSM, modality=Modality.PLANNED)
    grain = figure_claim(harbour, "About 40 percent")
    grain_too = figure_claim(wire, "40 percent")
    fear = position_claim(wire)
    linked = Linked(
        stories=(
            Story(
                story_id="sto_1",
                document_ids=(harbour.document_id, wire.document_id),
                title="The recall",
                start=date(2031, 3, 4),
                end=date(2031, 3, 5),
            ),
        ),
        events=(
            event("evt_recall", (first, again), Status.CORROBORATED, 2),
            event("evt_denial", (denial,), Status.REPORTED, 1),
            event("evt_talks", (talks,), Status.PLANNED, 1),
        ),
        figures=(
            Figure(
                figure_id="fig_grain",
                claim_ids=(grain.claim_id, grain_too.claim_id),
                document_ids=(harbour.document_id, wire.document_id),
                value=40.0,
                unit="percent",
                measure="grain",
                of=(actor(harbour, *VEL),),
                counterpart=(actor(harbour, *OSM),),
                origins=OriginCount(min=1, max=2),
                reports=2,
            ),
        ),
        origins=(
            OriginLink(
                origin_link_id="org_1",
                document_id=wire.document_id,
                claim_id=grain_too.claim_id,
                upstream=harbour.document_id,
                basis=OriginBasis.SAME_FIGURE,
                stated=False,
            ),
        ),
        conflicts=(
            Conflict(
                conflict_id="cnf_day",
                kind=ConflictKind.DATE,
                event_id="evt_recall",
                sides=(side(first, "2031-03-03"), side(again, "2031-03-04")),
                note="one day apart",
            ),
        ),
        judgements=(
            Judgement(
                judgement_id="jdg_1",
                relation="same_event",
                left=first.claim_id,
                right=again.claim_id,
                verdict=True,
                by="rule:same_type_and_parties",
                score=0.9,
                reasons=("same type", "same parties"),
            ),
        ),
    )
    documents = [harbour, wire, letter]
    copies = [Copy(document_id=d.document_id, path=f"news/{i}.txt") for i, d in enumerate(documents)]
    copies.append(Copy(document_id=wire.document_id, path="news/all.jsonl", record=7))
    rejections = [
        Rejection(
            rejection_id="rej_1", stage="ingest", reason="empty", detail="no text", path="news/blank.txt"
        )
    ]
    return documents, copies, rejections, [first, again, denial, talks, grain, grain_too, fear], linked


VEL = ("Veltria", "VEL")
OSM = ("Ostmark", "OSM")


def statements() -> list[Statement]:
    """Return who is given which words in the affair."""
    harbour = document(HARBOUR, "The Harbour Post", date(2031, 3, 4))
    wire = document(WIRE, "Northern Wire", date(2031, 3, 5))
    (lind,) = said(harbour)
    denial = Attribution(
        form=AttributionForm.DENIAL,
        source_kind=SourceKind.ACTOR,
        source=span(harbour, "Ostmark", 170),
        source_actor=actor(harbour, "Ostmark", "OSM"),
        source_actors=(actor(harbour, "Ostmark", "OSM"),),
        cue=span(harbour, "denied"),
        content=(span(harbour, "that its boats had entered Veltrian waters"),),
    )
    reported = Attribution(
        form=AttributionForm.HEDGE,
        source_kind=SourceKind.UNNAMED,
        cue=span(wire, "came"),
        content=(span(wire, "on Tuesday"),),
        anonymous=True,
    )
    told = [(harbour, lind), (harbour, denial), (wire, reported)]
    return [statement(doc, link) for doc, link in told]


def words_of_two(one: str, other: str) -> tuple[Conflict, Statement, Statement]:
    """Return a conflict on whose words some are, and the statements of its sides, which are named so."""
    first, _, second = statements()
    origin = OriginCount(min=1, max=1)
    sides = tuple(
        ConflictSide(claim_ids=(), statement_ids=(said.statement_id,), value=who, origins=origin)
        for said, who in ((first, one), (second, other))
    )
    found = Conflict(conflict_id="cfl_words", kind=ConflictKind.ATTRIBUTION, sides=sides)
    return found, first, second


def terms() -> list[Term]:
    """Return the loaded terms of the affair, as a reader of "invaders" would mark them."""
    harbour = document(HARBOUR, "The Harbour Post", date(2031, 3, 4))
    (lind,) = said(harbour)
    spoken = lind.content[0]
    return [
        Term(
            term_id=content_id("trm", harbour.document_id, "aggression"),
            document_id=harbour.document_id,
            term="aggression",
            plain="operation",
            span=spoken,
            voice=TermVoice.QUOTED,
            source=lind.source,
            holder=lind.source_actors,
            target=(actor(harbour, "Ostmark", "OSM"),),
            sentence=sentence(harbour, spoken),
        )
    ]


def statement(doc: Document, link: Attribution) -> Statement:
    assert link.cue is not None
    return Statement(
        statement_id=content_id("stm", doc.document_id, link.cue.text),
        document_id=doc.document_id,
        attribution=link,
        sentence=sentence(doc, link.cue),
    )


def document(text: str, publisher: str | None, published: date, **changes: object) -> Document:
    title_end = text.index("\n") if "\n" in text else len(text)
    values: dict[str, object] = {
        "document_id": content_id("doc", text),
        "raw_sha256": content_id("sha", text),
        "format": "text",
        "text": text,
        "zones": (
            Zone(kind=ZoneKind.TITLE, start=0, end=title_end),
            Zone(kind=ZoneKind.BODY, start=min(title_end + 1, len(text)), end=len(text)),
        ),
        "segments": (Segment(start=0, end=len(text), raw_start=10, raw_end=10 + len(text)),),
        "title": Span(start=0, end=title_end, text=text[:title_end]),
        "publisher": publisher,
        "published": DateValue(
            start=published, end=published, granularity=Granularity.DAY, basis=DateBasis.STAMP
        ),
        "language": "en",
    }
    return Document(**(values | changes))  # type: ignore[arg-type]


def span(doc: Document, words: str, after: int = 0) -> Span:
    start = doc.text.index(words, after)
    return doc.quote(start, start + len(words))


def sentence(doc: Document, words: Span) -> Span:
    start = max(doc.text.rfind(". ", 0, words.start) + 2, doc.text.rfind("\n", 0, words.start) + 1, 0)
    end = doc.text.find(".", words.end) + 1
    return doc.quote(start, end or len(doc.text))


def port(doc: Document) -> Place:
    found = span(doc, "Port Sele")
    return Place(text=found.text, start=found.start, end=found.end, name="Port Sele")


def actor(doc: Document, name: str, code: str) -> Actor:
    found = span(doc, name)
    return Actor(
        text=found.text,
        start=found.start,
        end=found.end,
        actor_id=code,
        name=name,
        country=code,
        sectors=("GOV",),
        kind="country",
        basis="name",
    )


def day(doc: Document, words: str, number: int) -> DateValue:
    when = date(2031, 3, number)
    return DateValue(
        start=when,
        end=when,
        granularity=Granularity.DAY,
        basis=DateBasis.RELATIVE_PUBLICATION,
        span=span(doc, words),
    )


def said(doc: Document) -> tuple[Attribution, ...]:
    return (
        Attribution(
            form=AttributionForm.INDIRECT,
            source_kind=SourceKind.NAMED,
            source=span(doc, "Foreign Minister Ada Lind"),
            cue=span(doc, "said"),
            content=(span(doc, "Veltria recalled its ambassador from Ostmark on Monday"),),
        ),
    )


def event_claim(
    doc: Document,
    trigger: str,
    event_type: str,
    by: tuple[str, str],
    to: tuple[str, str] | tuple[()],
    when: DateValue | None = None,
    attribution: tuple[Attribution, ...] = (),
    modality: Modality = Modality.ACTUAL,
) -> Claim:
    words = span(doc, trigger, doc.text.index("\n"))
    return Claim(
        claim_id=content_id("clm", doc.document_id, trigger),
        document_id=doc.document_id,
        kind=Kind.EVENT,
        event_type=event_type,
        contexts=("diplomatic",),
        quad_class={"SANCTION": 4, "REJECT": 3, "CONSULT": 1}[event_type],
        scale={"SANCTION": -6.0, "REJECT": -2.0, "CONSULT": 2.5}[event_type],
        actors=(actor(doc, *by),),
        recipients=(actor(doc, *to),) if to else (),
        date=when,
        place=port(doc) if trigger == "talks" and "Port Sele" in doc.text else None,
        modality=modality,
        attribution=attribution,
        trigger=words,
        sentence=sentence(doc, words),
        rule="test",
    )


def figure_claim(doc: Document, words: str) -> Claim:
    quantity = span(doc, words)
    return Claim(
        claim_id=content_id("clm", doc.document_id, words),
        document_id=doc.document_id,
        kind=Kind.FIGURE,
        trigger=quantity,
        sentence=sentence(doc, quantity),
        figure=FigureValue(
            value=40.0,
            unit="percent",
            measure="grain",
            hedge="about" if words.startswith("About") else None,
            of=(actor(doc, *VEL),),
            counterpart=(actor(doc, *OSM),),
            span=quantity,
        ),
    )


def position_claim(doc: Document) -> Claim:
    words = span(doc, "fears")
    return Claim(
        claim_id=content_id("clm", doc.document_id, "fears"),
        document_id=doc.document_id,
        kind=Kind.POSITION,
        modality=Modality.FEARED,
        trigger=words,
        sentence=sentence(doc, words),
        position=PositionValue(
            stance=Stance.FEARS,
            holder=(actor(doc, *OSM),),
            targets=(actor(doc, *VEL),),
            proposition=span(doc, "Veltria will close the strait"),
        ),
    )


def event(name: str, claims: tuple[Claim, ...], status: Status, origins: int) -> Event:
    lead = claims[0]
    return Event(
        event_id=name,
        claim_ids=tuple(c.claim_id for c in claims),
        document_ids=tuple(c.document_id for c in claims),
        event_type=lead.event_type or "",
        date=lead.date,
        actors=lead.actors,
        recipients=lead.recipients,
        place=lead.place,
        status=status,
        origins=OriginCount(min=origins, max=origins),
        reports=len(claims),
    )


def side(claim: Claim, value: str) -> ConflictSide:
    return ConflictSide(claim_ids=(claim.claim_id,), value=value, origins=OriginCount(min=1, max=1))
