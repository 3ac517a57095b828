"""Small affairs written by hand: documents and the claims on record in them.

``document`` and ``event`` take what a test cares about and fill in the rest; the text of a
claim's sentence is its evidence, so words in it count.
"""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.ontology import load_ontology
from onrecord.records import (
    Actor,
    Attribution,
    AttributionForm,
    Claim,
    DateBasis,
    DateMissing,
    DateValue,
    Document,
    FigureValue,
    Granularity,
    Kind,
    Modality,
    Place,
    Polarity,
    SourceKind,
    Span,
    ZoneKind,
    content_id,
)

PEOPLE = {
    "Orsolya Varga": ("HUN", "foreign_minister"),
    "Matteo Ricci": ("ITA", "president"),
    "Paolo Conti": ("ITA", "defence_minister"),
    "Milan Horvat": ("HRV", "president"),
    "Ivo Babic": ("HRV", "defence_minister"),
}
COUNTRIES = {"Hungary": "HUN", "Italy": "ITA", "Croatia": "HRV", "Nigeria": "NGA"}


def day(text: str | None) -> DateValue | None:
    """``2031-03-04``, ``2031-03`` or ``2031``."""
    if text is None:
        return None
    parts = [int(part) for part in text.split("-")]
    start = date(parts[0], *[*parts[1:], 1, 1][:2])
    grain = (Granularity.YEAR, Granularity.MONTH, Granularity.DAY)[len(parts) - 1]
    end = {
        Granularity.YEAR: date(start.year, 12, 31),
        Granularity.MONTH: (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1),
    }.get(grain, start)
    return DateValue(start=start, end=end, granularity=grain, basis=DateBasis.EXPLICIT)


def document(
    name: str,
    text: str = "",
    published: str | None = "2031-03-05",
    publisher: str | None = None,
    original: str | None = None,
    credit: str | None = None,
    title: str | None = None,
) -> Document:
    text = f"{title}\n{text}" if title else text
    if credit:
        text = f"{text}\n{credit}"
    start = len(text) - len(credit or "")
    return Document(
        document_id=name,
        raw_sha256=content_id("raw", name),
        format="text",
        text=text,
        title=Span(start=0, end=len(title), text=title) if title else None,
        published=day(published),
        publisher=publisher,
        original_publisher=original,
        credits=(Span(start=start, end=len(text), text=credit),) if credit else (),
    )


def actor(name: str, sentence: str = "") -> Actor:
    """A person or country of the tables above, or a group known by its words only."""
    start = max(sentence.find(name), 0)
    ends = start, start + len(name)
    if name in PEOPLE:
        country, role = PEOPLE[name]
        return Actor(
            text=name,
            start=ends[0],
            end=ends[1],
            actor_id=f"x.{name}",
            name=name,
            country=country,
            sectors=("GOV",),
            role=role,
            kind="person",
        )
    if name in COUNTRIES:
        code = COUNTRIES[name]
        return Actor(
            text=name, start=ends[0], end=ends[1], actor_id=code, name=name, country=code, kind="country"
        )
    if name.partition(":")[0] in COUNTRIES:
        code = COUNTRIES[name.partition(":")[0]]
        return Actor(
            text=name,
            start=ends[0],
            end=ends[1],
            actor_id=f"{code}.GOV",
            name=name,
            country=code,
            sectors=("GOV",),
            role="government",
            kind="organisation",
        )
    return Actor(text=name, start=ends[0], end=ends[1], kind="group")


def voice(source: str, form: str = "indirect") -> Attribution:
    """Somebody's word; an actor's where the tables know the name."""
    kind = SourceKind.NAMED if source[:1].isupper() else SourceKind.UNNAMED
    known = source.partition(":")[0] in COUNTRIES or source in PEOPLE
    return Attribution(
        form=AttributionForm(form),
        source_kind=kind,
        source=Span(start=0, end=len(source), text=source),
        source_actor=actor(source) if known else None,
        source_actors=(actor(source),) if known else (),
    )


def event(
    doc: Document | str,
    sentence: str,
    trigger: str,
    kind: str,
    actors: tuple[str, ...] | str = (),
    recipients: tuple[str, ...] | str = (),
    when: str | None = None,
    place: str | None = None,
    country: str | None = None,
    *,
    mode: str | None = None,
    modality: str = "actual",
    denied: bool = False,
    by: Attribution | None = None,
    at: int = 0,
    title: bool = False,
) -> Claim:
    doc_id = doc if isinstance(doc, str) else doc.document_id
    actors = (actors,) if isinstance(actors, str) else actors
    recipients = (recipients,) if isinstance(recipients, str) else recipients
    start = sentence.index(trigger)
    grain = "city" if place and place not in COUNTRIES else "country"
    return Claim(
        claim_id=content_id(
            "clm", doc_id, sentence, trigger, kind, str(at), *actors, *recipients, modality, str(denied)
        ),
        document_id=doc_id,
        kind=Kind.EVENT,
        event_type=kind,
        mode=mode,
        quad_class=load_ontology().types[kind].quad,
        actors=tuple(actor(name, sentence) for name in actors),
        recipients=tuple(actor(name, sentence) for name in recipients),
        date=day(when),
        date_missing=None
        if when
        else (DateMissing.NO_ANCHOR if "day" in sentence else DateMissing.NOT_STATED),
        place=Place(text=place, start=0, end=len(place), name=place, country=country, granularity=grain)
        if place
        else None,
        polarity=Polarity.NEGATIVE if denied else Polarity.POSITIVE,
        modality=Modality(modality),
        attribution=(by,) if by else (),
        trigger=Span(start=at + start, end=at + start + len(trigger), text=trigger),
        sentence=Span(start=at, end=at + len(sentence), text=sentence),
        zone=ZoneKind.TITLE if title else ZoneKind.BODY,
    )


def figure(
    doc: Document | str,
    sentence: str,
    value: float,
    unit: str,
    measure: str,
    period: str | None = None,
    of: str = "",
    counterpart: str = "",
    *,
    hedge: str | None = None,
    by: Attribution | None = None,
) -> Claim:
    doc_id = doc if isinstance(doc, str) else doc.document_id
    span = Span(start=0, end=len(sentence), text=sentence)
    return Claim(
        claim_id=content_id("clm", doc_id, sentence, f"{value:g}", unit, measure),
        document_id=doc_id,
        kind=Kind.FIGURE,
        trigger=span,
        sentence=span,
        attribution=(by,) if by else (),
        figure=FigureValue(
            value=value,
            unit=unit,
            measure=measure,
            hedge=hedge,
            period=day(period),
            of=(actor(of),) if of else (),
            counterpart=(actor(counterpart),) if counterpart else (),
            span=span,
        ),
    )
