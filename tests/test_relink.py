"""Linking what is new gives the very same links as linking everything, whatever came in which order."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

import onrecord.relink as relinking
from onrecord.judging import decisions as make
from onrecord.judging.additions import values_of
from onrecord.judging.apply import apply
from onrecord.judging.standing import standing
from onrecord.link import link, stories, story_index
from onrecord.link.growth import articles
from onrecord.link.state import SCHEMA
from onrecord.link.stories import place_in_time, published_on
from onrecord.records import (
    Actor,
    ActorRef,
    Attribution,
    AttributionForm,
    Claim,
    DateMissing,
    Document,
    Introduction,
    Judgement,
    Kind,
    Linked,
    Polarity,
    SourceKind,
    Span,
    Statement,
    Zone,
    ZoneKind,
    content_id,
)
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore

EVALUATION = Path(__file__).resolve().parents[1] / "evaluation"
RELATIONS = ("same_event", "same_figure", "same_story", "same_actor", "conflict", "claim")


@pytest.fixture(scope="module")
def made() -> Iterator[ModuleType]:
    """The generator of synthetic records that growth is measured on."""
    sys.path.insert(0, str(EVALUATION))
    import link_scale

    yield link_scale
    sys.path.remove(str(EVALUATION))


class Record:
    """A record that is added to bit by bit, and all that was ever put into it."""

    def __init__(self) -> None:
        self.store = DuckStore.in_memory(Path("memory"))
        self.store.end_run(self.store.begin_run({}))
        self.documents: list[Document] = []
        self.claims: list[Claim] = []
        self.told: list[Introduction] = []
        self.statements: list[Statement] = []
        self.decisions: list[Judgement] = []

    def add(
        self, documents: Sequence[Document], claims: Iterable[Claim], told: Iterable[Introduction] = ()
    ) -> None:
        ids = {document.document_id for document in documents}
        found = [claim for claim in claims if claim.document_id in ids]
        names = [one for one in told if one.document_id in ids]
        said = [one for document in documents for one in quoted_in(document)]
        self.store.add(documents=documents, claims=found, introductions=names, statements=said)
        self.statements += said
        self.documents += documents
        self.claims += found
        self.told += names

    def decide(self, decisions: Sequence[Judgement]) -> None:
        self.store.decide(decisions)
        self.decisions += decisions

    def relink(self) -> None:
        relinking.relink(self.store, Settings(), lambda step, count: None)

    def all_at_once(self) -> Linked:
        claims, _ = apply(self.claims, self.decisions)
        decided = standing(self.decisions)
        return link(self.documents, claims, Settings(), self.told, decided, statements=self.statements)

    def check(self) -> None:
        whole, grown = self.all_at_once(), self.store.linked()
        for name in whole.__struct_fields__:
            wanted, got = ({repr(row) for row in getattr(of, name)} for of in (whole, grown))
            assert got == wanted, name


QUOTED = "no one will be blamed before every log has been read"
SPEAKERS = ("Ada Berg", "Ole Lund", "Eva Holm")


def quoted_in(document: Document) -> Iterator[Statement]:
    """Yield the one quotation that some of the documents have, of one of three people."""
    number = int(document.document_id[-6:], 16) if document.document_id.startswith("doc_") else 0
    if number % 3 == 0:
        return
    name = SPEAKERS[number % len(SPEAKERS)]
    speaker = Actor(text=name, start=0, end=len(name), actor_id=f"x.{name}", name=name, kind="person")
    yield Statement(
        statement_id=content_id("stm", document.document_id),
        document_id=document.document_id,
        attribution=Attribution(
            form=AttributionForm.DIRECT,
            source_kind=SourceKind.ACTOR,
            source_actor=speaker,
            source_actors=(speaker,),
            content=(Span(start=1, end=1 + len(QUOTED), text=QUOTED),),
        ),
        sentence=Span(start=0, end=1 + len(QUOTED), text=f"“{QUOTED}"),
    )


def linked_into(counts: list[int]) -> relinking.Progress:
    """Return what notes how many documents are linked."""
    return lambda step, count: counts.append(count) if step == "link" else None


def varied(made: ModuleType, size: int, seed: int) -> tuple[list[Document], list[Claim]]:
    """Make documents and claims, some undated with bare weekdays, some denied."""
    chance = random.Random(seed)
    documents, claims = made.made_record(size, seed)
    documents = [
        msgspec.structs.replace(d, published=None) if chance.random() < 0.08 else d for d in documents
    ]
    undated = {d.document_id for d in documents if d.published is None}
    found: dict[str, Claim] = {}
    for claim in claims:
        if claim.kind == Kind.EVENT and claim.document_id in undated and claim.date:
            text = f"{claim.sentence.text} It was on {claim.date.start:%A}."
            sentence = Span(start=0, end=len(text), text=text)
            claim = msgspec.structs.replace(
                claim, date=None, date_missing=DateMissing.NO_ANCHOR, sentence=sentence
            )
        elif claim.kind == Kind.EVENT and chance.random() < 0.1:
            claim = msgspec.structs.replace(claim, polarity=Polarity.NEGATIVE)
        found[claim.claim_id] = msgspec.json.decode(msgspec.json.encode(claim), type=Claim)
    chance.shuffle(documents)
    return documents, list(found.values())


def some_decisions(record: Record, chance: random.Random, number: int) -> list[Judgement]:
    """Decide at random on what is there, and now and then take an older decision back."""
    events = [c.claim_id for c in record.claims if c.kind == Kind.EVENT]
    figures = [c.claim_id for c in record.claims if c.kind == Kind.FIGURE]
    things = {
        "same_event": events,
        "conflict": events,
        "same_figure": figures,
        "same_story": [d.document_id for d in record.documents],
        "same_actor": sorted({a.actor_id or "" for c in record.claims for a in c.actors}),
    }
    found = []
    for at, relation in enumerate(chance.sample(RELATIONS, 3)):
        left, right = (
            chance.sample(things[relation], 2) if relation != "claim" else (chance.choice(events),) * 2
        )
        found.append(
            Judgement(
                judgement_id=content_id("jdg", str(number), str(at)),
                relation=relation,
                left=left,
                right=right,
                verdict=chance.random() < 0.5,
                by="person:ada",
                reasons=(chance.choice(["date", "place"]),) if relation == "conflict" else (),
                at=datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=number, minutes=at),
            )
        )
    if record.decisions and chance.random() < 0.5:
        old = chance.choice(record.decisions)
        found.append(
            msgspec.structs.replace(
                old,
                judgement_id=content_id("jdg", "undo", old.judgement_id),
                undoes=old.judgement_id,
                at=datetime(2032, 1, 1, tzinfo=UTC) + timedelta(days=number),
            )
        )
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_comes_in_whichever_order_gives_the_same_links(made: ModuleType, seed: int) -> None:
    chance = random.Random(seed)
    documents, claims = varied(made, 36, seed)
    record = Record()
    for number, part in enumerate((documents[:20], documents[20:21], documents[21:])):
        record.add(part, claims)
        record.relink()
        record.check()
        record.decide(some_decisions(record, chance, number))
        record.relink()
        record.check()


def test_claims_that_persons_add_and_take_back_are_linked_as_if_coded(made: ModuleType) -> None:
    documents, claims = varied(made, 16, 5)
    missed = [claims[0], next(c for c in claims if c.kind == Kind.FIGURE)]
    record = Record()
    record.add(documents, [claim for claim in claims if claim not in missed])
    record.relink()
    day = datetime(2031, 1, 1, tzinfo=UTC)
    adding = [make.add(claim, values_of(claim), "ada", day) for claim in missed]
    one, other = (claim.claim_id for claim in missed)
    later = day + timedelta(hours=1)
    steps = [
        (adding, {one, other}),
        ([make.undo(adding[0], "ada", later)], {other}),
        ([make.reject(missed[1], "ben", later)], set()),
    ]
    for decisions, left in steps:
        record.decide(decisions)
        record.relink()
        record.check()
        assert {claim.claim_id for claim in record.store.claims()} & {one, other} == left


def test_a_large_record_is_linked_in_parts(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relinking, "CHUNK", 7)
    record = Record()
    record.add(*varied(made, 30, 7))
    record.decide(some_decisions(record, random.Random(7), 0))
    record.relink()
    record.check()


def test_what_is_let_go_of_is_read_again(made: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relinking, "CHUNK", 4)
    monkeypatch.setattr(story_index, "TEXTS", 3)
    monkeypatch.setattr(story_index, "WORDS", 10)
    record = Record()
    record.add(*varied(made, 20, 7))
    record.relink()
    record.check()


def test_a_crowd_without_a_date_is_assigned_in_sittings(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (stories, articles):
        monkeypatch.setattr(module, "SITTING", 3)
    monkeypatch.setattr(relinking, "CHUNK", 5)
    chance = random.Random(2)
    documents, claims = varied(made, 18, 2)
    documents = [
        msgspec.structs.replace(d, published=None) if chance.random() < 0.6 else d for d in documents
    ]
    record = Record()
    for part in (documents[:14], documents[14:]):
        record.add(part, claims)
        record.relink()
        record.check()


def test_only_the_sittings_from_the_new_article_on_are_assigned_anew(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (stories, articles):
        monkeypatch.setattr(module, "SITTING", 4)
    documents, claims = varied(made, 20, 7)
    documents = sorted((msgspec.structs.replace(d, published=None) for d in documents), key=place_in_time)
    late = documents.pop(13)
    record = Record()
    record.add(documents, claims)
    record.relink()
    record.add([late], claims)
    told: list[int] = []
    relinking.relink(record.store, Settings(), linked_into(told))
    assert told == [8]  # from the thirteenth on: the fourth sitting, and the one behind it
    record.check()


def test_crowds_grow_as_if_they_had_been_there_at_once() -> None:
    sys.path.insert(0, str(Path(__file__).parent / "link"))
    from test_kidnapping import report

    chance = random.Random(4)
    rows = [report(n, "school", chance) for n in range(90)] + [report(n, "church", chance) for n in range(8)]
    chance.shuffle(rows)
    record = Record()
    for part in (rows[:55], rows[55:75], rows[75:76], rows[76:]):
        documents = [document for document, _ in part]
        record.add(documents, [msgspec.json.decode(msgspec.json.encode(c), type=Claim) for _, c in part])
        record.relink()
        record.check()


def test_who_somebody_is_reaches_articles_that_were_there_before(made: ModuleType) -> None:
    documents, claims = varied(made, 12, 3)
    first = claims[0]
    stranger = msgspec.structs.replace(
        first.actors[0], text="Ada Otieno", actor_id="x.9f", name="Ada Otieno", kind="person", country=None
    )
    claims = [msgspec.structs.replace(first, actors=(stranger,)), *claims[1:]]
    ours = next(d for d in documents if d.document_id == first.document_id)
    others = [d for d in documents if d is not ours]
    person = ActorRef(
        actor_id="x.kenya.otieno", name="Ada Otieno", country="KEN", role="energy_minister", kind="person"
    )
    told = Introduction(
        introduction_id="int_1",
        document_id=others[0].document_id,
        person=person,
        span=Span(start=0, end=10, text="Ada Otieno"),
        on=ours.published.start if ours.published else None,
    )
    record = Record()
    record.add([ours], claims)
    record.relink()
    assert not record.store.linked().learned
    record.add(others, claims, [told])
    record.relink()
    record.check()
    assert [one.person.actor_id for one in record.store.linked().learned] == ["x.kenya.otieno"]


def test_what_a_growth_cut_short_left_is_not_built_upon(made: ModuleType) -> None:
    documents, claims = varied(made, 20, 7)
    record = Record()
    record.add(documents[:12], claims)
    record.relink()
    record.store.connection.execute(f"DELETE FROM {SCHEMA}.stamp")
    record.add(documents[12:], claims)
    record.relink()
    record.check()


def test_linking_that_was_stopped_goes_on_after_the_last_part(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relinking, "CHUNK", 7)
    record = Record()
    record.add(*varied(made, 30, 7))
    parts: list[int] = []

    def stop(step: str, count: int) -> None:
        parts.extend([count] if step == "link" else [])
        if len(parts) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        relinking.relink(record.store, Settings(), stop)
    relinking.relink(record.store, Settings(), linked_into(parts))
    assert parts[1] + parts[-1] == 30
    record.check()


def test_a_part_that_was_stopped_midway_leaves_those_before_it(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Record()
    documents, claims = varied(made, 24, 6)
    documents.sort(key=place_in_time)
    behind = next(n for n in range(16, 24) if published_on(documents[n]) != published_on(documents[n - 1]))
    record.add(documents[:behind], claims)
    record.relink()
    record.add(documents[behind:], claims)
    whole = relinking.grow

    def cut_short(*given: object) -> None:
        whole(*given)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(relinking, "grow", cut_short)
    with pytest.raises(KeyboardInterrupt):
        record.relink()
    monkeypatch.setattr(relinking, "grow", whole)
    told: list[int] = []
    relinking.relink(record.store, Settings(), linked_into(told))
    assert told == [24 - behind]
    record.check()


def test_what_everybody_writes_by_now_is_no_copy_any_more(made: ModuleType) -> None:
    phrase = " ".join(f"word{number}" for number in range(30))
    documents = []
    for one in made.made_record(54, 2)[0]:
        start = len(one.text) + 1
        zone = Zone(kind=ZoneKind.BODY, start=start, end=start + len(phrase))
        text = f"{one.text} {phrase}"
        documents.append(msgspec.structs.replace(one, text=text, zones=(*one.zones, zone)))
    record = Record()
    record.add(documents[:4], ())
    record.relink()
    copied = {j.judgement_id for j in record.store.linked().judgements if j.relation == "copied"}
    assert len(copied) == 6
    record.add(documents[4:], ())
    record.relink()
    assert not copied <= {j.judgement_id for j in record.store.linked().judgements}
    record.check()


def test_nothing_new_changes_nothing(made: ModuleType) -> None:
    record = Record()
    record.add(*varied(made, 12, 9))
    record.relink()
    before = record.store.linked()
    record.relink()
    assert record.store.linked() == before
