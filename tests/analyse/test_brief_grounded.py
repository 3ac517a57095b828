"""No sentence without a source, no fact that is not in the record: made, example, generated records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.analyse.brief import Brief, Sentence, brief
from onrecord.analyse.english import tidy
from onrecord.analyse.names import name_words
from onrecord.analyse.pieces import COUNT, DATE, NAME, NUMBER, OUTLET, WORDS, text_of
from onrecord.analyse.words import amount_words, date_words, day_words
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
    Kind,
    Linked,
    Modality,
    OriginCount,
    Polarity,
    PositionValue,
    Rejection,
    SourceKind,
    Span,
    Stance,
    Status,
)
from onrecord.store.base import Store, Value
from onrecord.store.duckdb import DuckStore
from onrecord.store.learned import actors_of, overlaid, people
from onrecord.store.sure import sure

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "examples" / "grain_deal" / "corpus"


class Facts:
    """What may stand in the sentences of a brief, by the claims they cite."""

    def __init__(self, store: Store) -> None:
        self.documents = {d.document_id: d for d in store.documents()}
        linked = store.linked()
        known = people(linked.learned)
        self.claims = {c.claim_id: overlaid(c, known) for c in store.claims()}
        self.things = {e.event_id: e for e in linked.events}
        self.figures = {f.figure_id: f for f in linked.figures}
        self.conflicts = {c.conflict_id: c for c in linked.conflicts}
        sql = "SELECT country, min(name) FROM claim_actors WHERE actor_id = country GROUP BY country"
        self.countries = {str(name) for _, name in store.rows(sql)}

    def check(self, told: Brief) -> None:
        for sentence in told.sentences:
            self.check_sentence(told, sentence)
        texts = [sentence.text for sentence in told.sentences]
        assert len(texts) == len(set(texts))
        for note in told.notes:
            text = self.documents[note.document_id].text
            assert text_of(note.pieces) == text[note.start : note.end]

    def check_sentence(self, told: Brief, sentence: Sentence) -> None:
        claims = [self.claims[name] for name in sentence.claim_ids]
        assert claims, sentence.text
        assert sentence.notes, sentence.text
        for number in sentence.notes:
            assert set(told.notes[number - 1].claim_ids) & set(sentence.claim_ids), sentence.text
        allowed = {
            NAME: self.names(claims, sentence),
            DATE: self.dates(claims, sentence),
            OUTLET: {name for c in claims for name in self.outlets(c.document_id)},
            NUMBER: self.amounts(claims, sentence),
        }
        body = _plain(" ".join(c.sentence.text for c in claims))
        for place, piece in enumerate(sentence.pieces):
            if piece.mark == WORDS:
                words = _plain(piece.text).removesuffix("…").rstrip("’ ")
                assert words in body, (piece.text, sentence.text)
            elif piece.mark == COUNT:
                assert re.fullmatch(r"[a-z]+|[\d,]+", piece.text), sentence.text
            elif piece.mark:
                found = {text.lower() for text in allowed[piece.mark]}
                whole = piece.text.lower().removesuffix("'s").removesuffix("'")
                parts = re.split(", | and ", whole) if piece.mark == NAME else [whole]
                assert whole in found or set(parts) <= found, (piece, sentence.text)
            else:
                assert not re.search(r"\d", piece.text), sentence.text
                capitals = re.findall(r"\b[A-Z]\w*", piece.text)
                assert capitals == [] or (place == 0 and len(capitals) == 1), (piece, sentence.text)
        _reads_well(sentence)

    def names(self, claims: Iterable[Claim], sentence: Sentence) -> set[str]:
        actors = [a for c in claims for a in actors_of(c)]
        for name in sentence.about:
            if event := self.things.get(name):
                actors += [*event.actors, *event.recipients]
            if figure := self.figures.get(name):
                actors += [*figure.of, *figure.counterpart]
        found = (
            {name_words(actor) for actor in actors} | self.countries | {f"the {c}" for c in self.countries}
        )
        found |= {p.name or p.text for c in claims if (p := c.place)}
        found |= {
            p.name or p.text for name in sentence.about if (e := self.things.get(name)) and (p := e.place)
        }
        joined = [figure.of for name in sentence.about if (figure := self.figures.get(name))]
        nobody = {"an unnamed source", "a source"}
        return found | nobody | {" and ".join(map(name_words, actors)) for actors in joined}

    def dates(self, claims: Iterable[Claim], sentence: Sentence) -> set[str]:
        values = [c.date for c in claims] + [self.documents[c.document_id].published for c in claims]
        values += [c.figure.period for c in claims if c.figure]
        values += [e.date for name in sentence.about if (e := self.things.get(name))]
        values += [f.period for name in sentence.about if (f := self.figures.get(name))]
        days = [day for value in values if value for day in (value.start, value.end)]
        for name in sentence.about:
            for side in self.conflicts[name].sides if name in self.conflicts else ():
                days += [date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", side.value)]
        found = {date_words(value) for value in values if value}
        found |= {day_words(day) for day in days} | {str(day.year) for day in days}
        for start in days:  # the beginning of an interval says as much as its end does not
            found |= {str(start.day), f"{start:%B}", day_words(start).rpartition(" ")[0]}
        return found | {day_words(day).split(" ", 1)[1] for day in days}

    def outlets(self, document_id: str) -> Iterator[str]:
        document = self.documents[document_id]
        numbers = [d.document_id for d in sorted(self.documents.values(), key=_published)]
        yield (
            document.publisher or document.original_publisher or f"article {numbers.index(document_id) + 1}"
        )

    def amounts(self, claims: Sequence[Claim], sentence: Sentence) -> set[str]:
        values = [c.figure for c in claims if c.figure]
        joined = [self.figures[name] for name in sentence.about if name in self.figures]
        return {amount_words(value) for value in (*values, *joined)}


def _published(document: Document) -> tuple[date, str]:
    return (document.published.start if document.published else date.max, document.document_id)


def _plain(text: str) -> str:
    return re.sub(r"[“”‘’\"']", "", " ".join(tidy(text).split())).lower()


def _reads_well(sentence: Sentence) -> None:
    """The faults of careless templates."""
    text, own = sentence.text, "".join(p.text if p.mark != WORDS else "…" for p in sentence.pieces)
    assert text.endswith("."), text
    assert text[:1].isupper() or text[:1] in "“" or text[:1].isdigit(), text
    assert not re.search(r"\b(\w+) \1\b", own), text
    assert not re.search(r" {2}|\.\.| [,.;]|,,|\(\)|\{|\}|\[|\]", own), text
    assert text.count("“") == text.count("”"), text
    assert "None" not in text, text
    assert not re.search(r"\b([A-Z]\w+) (?:met|and|visited|fought) \1(?![\w'])", own), text


def test_made_up_affair_is_told_from_its_claims(record: Path) -> None:
    with DuckStore.open(record) as store:
        facts = Facts(store)
        for short in (False, True):
            facts.check(brief(store, short=short))


def test_example_is_told_from_its_claims(example_record: Path) -> None:
    with DuckStore.open(example_record) as store:
        facts = Facts(store)
        for least in (None, 0):
            facts.check(brief(sure(store, least)))
            facts.check(brief(sure(store, least), short=True))


@pytest.mark.needs_shared
def test_seeds_are_told_from_their_claims(seeds_record: Path) -> None:
    with DuckStore.open(seeds_record) as store:
        facts = Facts(store)
        for least in (None, 0):
            facts.check(brief(sure(store, least)))
            facts.check(brief(sure(store, least), short=True))


# ---------------------------------------------------------------- generated records

NAMES = (
    ("Veltria", "VEL", "country", None),
    ("Ostmark", "OSM", "country", None),
    ("United Isles", "UIS", "country", None),
    ("Ada Lind", "x.lind", "person", "foreign_minister"),
    ("Ostmark: defence ministry", "OSM.MOD", "organisation", "ministry"),
    ("members", "x.members", "unnamed", "affiliate"),
)
ACTS = (
    ("verb.accuse", "accused", "ACCUSE", "of closing the old canal"),
    ("verb.sign", "signed", "AGREE", "a treaty on fishing rights in the delta"),
    ("verb.meet", "met", "CONSULT", ""),
    ("verb.suspend", "suspended", "SANCTION", "its part in the customs union after the vote"),
    ("noun.visit", "visit", "CONSULT", "to the capital"),
    ("future(verb.send)", "send", "AID", "two hospital ships"),
    ("alleged(verb.attack)", "attacking", "ASSAULT", "the light-house on the border"),
    ("denial(verb.attack)", "denied", "ASSAULT", "any part in it"),
    ("verb.warn(verb.close)", "warned", "THREATEN", "that it would close the strait"),
    ("noun.attack.foiled", "attack", "ASSAULT", "on the embassy"),
    ("own.rule", "did", "PIRACY", "something"),
)
FIRST = date(2031, 3, 1)


class Memory:
    """A store of the records given, as much of one as a brief reads."""

    def __init__(self, documents: list[Document], claims: list[Claim], linked: Linked) -> None:
        self._documents, self._claims, self._linked = documents, claims, linked

    def documents(self) -> Iterator[Document]:
        yield from self._documents

    def claims(self) -> Iterator[Claim]:
        yield from self._claims

    def linked(self) -> Linked:
        return self._linked

    def copies(self) -> Iterator[Copy]:
        yield from ()

    def rejections(self) -> Iterator[Rejection]:
        yield from ()

    def facts(self) -> dict[str, str]:
        return {}

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> Iterator[tuple[object, ...]]:
        if "FROM claim_actors" in sql:
            yield from ((code, name) for name, code, kind, _ in NAMES if kind == "country")
        else:
            assert "FROM events" in sql
            yield from ((e.event_id, -2.0, 3) for e in self._linked.events)


@st.composite
def records(draw: st.DrawFn) -> Memory:
    """A record of a few articles, each with a few claims, linked any way."""
    documents, claims = [], []
    for number in range(draw(st.integers(1, 3))):
        made, told = draw(articles(number))
        documents.append(made)
        claims += told
    return Memory(documents, claims, draw(links(claims)))


@st.composite
def articles(draw: st.DrawFn, number: int) -> tuple[Document, list[Claim]]:
    published = draw(st.none() | st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n)))
    name = f"doc_{number}"
    text, claims = f"Report {number}.", []
    for place in range(draw(st.integers(1, 4))):
        made = draw(st.sampled_from([_event, _event, _position, _figure]))
        text, claim = made(draw, text, name, f"clm_{number}_{place}")
        claims.append(claim)
    document = Document(
        document_id=name,
        raw_sha256=name,
        format="text",
        text=text,
        publisher=draw(st.sampled_from([None, "Northern Wire", "The Harbour Post"])),
        published=day(published) if published else None,
    )
    return document, claims


def day(when: date) -> DateValue:
    return DateValue(start=when, end=when, granularity=Granularity.DAY, basis=DateBasis.STAMP)


class Writing:
    """A sentence in the making: words with where they stand."""

    def __init__(self, before: str) -> None:
        self.text, self.start = before + " ", len(before) + 1

    def add(self, words: str) -> Span:
        gap = "" if self.text.endswith((" ", "\n")) else " "
        begin = len(self.text) + len(gap)
        self.text += gap + words
        return Span(start=begin, end=begin + len(words), text=words)

    def party(self, draw: st.DrawFn, most: int = 2) -> tuple[Actor, ...]:
        chosen = draw(st.lists(st.sampled_from(NAMES), max_size=most, unique=True))
        found = []
        for number, (name, code, kind, role) in enumerate(chosen):
            if number:
                self.add("and")
            at = self.add(name)
            country = code if kind == "country" else "OSM"
            found.append(
                Actor(
                    text=name,
                    start=at.start,
                    end=at.end,
                    actor_id=code,
                    name=name,
                    kind=kind,
                    role=role,
                    country=country,
                    sectors=("GOV",),
                )
            )
        return tuple(found)

    def end(self) -> Span:
        self.text += "."
        return Span(start=self.start, end=len(self.text), text=self.text[self.start :])


def _event(draw: st.DrawFn, before: str, document: str, name: str) -> tuple[str, Claim]:
    rule, trigger, event_type, tail = draw(st.sampled_from(ACTS))
    writing = Writing(before)
    attribution = draw(st.sampled_from([None, *AttributionForm]))
    links: tuple[Attribution, ...] = ()
    if attribution:
        voice = writing.party(draw, 1)
        cue = writing.add("said that")
        source = Span(start=voice[0].start, end=voice[0].end, text=voice[0].text) if voice else None
        links = (
            Attribution(
                form=attribution,
                source_kind=SourceKind.ACTOR if voice else SourceKind.UNNAMED,
                source=source,
                source_actor=voice[0] if voice else None,
                source_actors=voice,
                cue=cue,
            ),
        )
    actors = writing.party(draw)
    verb = writing.add(trigger)
    recipients = writing.party(draw)
    if tail:
        writing.add(tail)
    when = draw(st.none() | st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n)))
    sentence = writing.end()
    return writing.text, Claim(
        claim_id=name,
        document_id=document,
        kind=Kind.EVENT,
        event_type=event_type,
        rule=rule,
        actors=actors,
        recipients=recipients,
        date=day(when) if when else None,
        polarity=draw(st.sampled_from(Polarity)),
        modality=draw(st.sampled_from(Modality)),
        attribution=links,
        trigger=verb,
        sentence=sentence,
    )


def _position(draw: st.DrawFn, before: str, document: str, name: str) -> tuple[str, Claim]:
    writing = Writing(before)
    holder = writing.party(draw)
    verb = writing.add(
        draw(st.sampled_from(["fears", "praised", "wary of", "called for", "support", "seen"]))
    )
    proposition = writing.add(
        draw(st.sampled_from(["that the port closes", "the second round of talks", "it"]))
    )
    sentence = writing.end()
    value = PositionValue(stance=draw(st.sampled_from(Stance)), holder=holder, proposition=proposition)
    return writing.text, Claim(
        claim_id=name,
        document_id=document,
        kind=Kind.POSITION,
        trigger=Span(start=verb.start, end=verb.start + len(verb.text.split()[0]), text=verb.text.split()[0]),
        sentence=sentence,
        position=value,
        polarity=draw(st.sampled_from(Polarity)),
    )


def _figure(draw: st.DrawFn, before: str, document: str, name: str) -> tuple[str, Claim]:
    writing = Writing(before)
    if draw(st.booleans()):
        writing.add("The harbour master counted")
    amount = draw(st.integers(2, 9000))
    span = writing.add(f"{amount} ships")
    of = writing.party(draw)
    writing.add("waited at the strait")
    sentence = writing.end()
    value = FigureValue(value=float(amount), unit="count", measure="ships", of=of, span=span)
    return writing.text, Claim(
        claim_id=name, document_id=document, kind=Kind.FIGURE, trigger=span, sentence=sentence, figure=value
    )


@st.composite
def links(draw: st.DrawFn, claims: list[Claim]) -> Linked:
    events, conflicts = [], []
    told = [c for c in claims if c.kind is Kind.EVENT]
    for number, lead in enumerate(told):
        more = (
            [c for c in told if c.event_type == lead.event_type and c is not lead]
            if draw(st.booleans())
            else []
        )
        of = [lead, *more[:2]]
        documents = tuple(dict.fromkeys(c.document_id for c in of))
        low = draw(st.integers(1, 3))
        events.append(
            Event(
                event_id=f"evt_{number}",
                claim_ids=tuple(c.claim_id for c in of),
                document_ids=documents,
                event_type=lead.event_type or "",
                date=lead.date,
                actors=lead.actors,
                recipients=lead.recipients,
                status=draw(st.sampled_from(Status)),
                origins=OriginCount(min=low, max=low + draw(st.integers(0, 1))),
                reports=len(documents),
                progression=tuple(c.claim_id for c in of) if draw(st.booleans()) else (),
            )
        )
    for number, event in enumerate(events):
        if len(event.claim_ids) > 1 and draw(st.booleans()):
            conflicts.append(_conflict(draw, number, event))
    return Linked(events=tuple(events), figures=tuple(_figures(claims)), conflicts=tuple(conflicts))


def _conflict(draw: st.DrawFn, number: int, event: Event) -> Conflict:
    one = OriginCount(min=1, max=1)
    values = ("2031-03-03", "2031-03-04")
    sides = [
        ConflictSide(claim_ids=(name,), value=value, origins=one)
        for name, value in zip(event.claim_ids, values, strict=False)
    ]
    return Conflict(
        conflict_id=f"cfl_{number}",
        kind=draw(st.sampled_from(ConflictKind)),
        event_id=event.event_id,
        sides=tuple(sides),
        note=draw(st.sampled_from([None, "somebody deals with himself"])),
    )


def _figures(claims: Iterable[Claim]) -> Iterator[Figure]:
    for claim in claims:
        if claim.figure:
            yield Figure(
                figure_id=f"fig_{claim.claim_id}",
                claim_ids=(claim.claim_id,),
                document_ids=(claim.document_id,),
                value=claim.figure.value,
                unit=claim.figure.unit,
                measure=claim.figure.measure,
                of=claim.figure.of,
                origins=OriginCount(min=1, max=1),
                reports=1,
            )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(records())
def test_any_record_is_told_from_its_claims(store: Memory) -> None:
    for claim in store.claims():
        text = next(d.text for d in store.documents() if d.document_id == claim.document_id)
        assert text[claim.sentence.start : claim.sentence.end] == claim.sentence.text
    facts = Facts(store)  # type: ignore[arg-type]
    told = brief(store)  # type: ignore[arg-type]
    facts.check(told)
    facts.check(brief(store, short=True))  # type: ignore[arg-type]
    assert msgspec.json.encode(told)


def test_checker_finds_a_name_that_no_claim_has(record: Path, affair: ModuleType) -> None:
    with DuckStore.open(record) as store:
        told, facts = brief(store), Facts(store)
    sentence = told.sentences[0]
    stranger = msgspec.structs.replace(
        sentence,
        pieces=(*sentence.pieces[:-1], type(sentence.pieces[0])(" Nobody", NAME), sentence.pieces[-1]),
    )
    with pytest.raises(AssertionError):
        facts.check_sentence(told, stranger)
