"""What was planted in the example corpus is found in the record built from it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Claim, Document, Linked
from onrecord.store.duckdb import DuckStore

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "grain_deal"
PLANTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (EXAMPLE / "planted.toml").read_text(encoding="utf-8")
)


class Built:
    """The example record, indexed the way planted.toml names things."""

    def __init__(self, path: Path) -> None:
        with DuckStore.open(path, write=False) as store:
            self.documents: list[Document] = list(store.documents())
            self.claims: list[Claim] = list(store.claims())
            self.linked: Linked = store.linked()
            self.rejections = list(store.rejections())
            copies = {copy.document_id: copy for copy in store.copies()}
        self.key: dict[str, str] = {}
        for document in self.documents:
            names = {document.external_id, (document.url or "").rsplit("/", 1)[-1]}
            names.add(Path(copies[document.document_id].path).stem)
            self.key.update({name: document.document_id for name in names if name})
        self.event_of = {c: e.event_id for e in self.linked.events for c in e.claim_ids}

    def pick(self, wanted: dict[str, str]) -> list[Claim]:
        return [
            claim
            for claim in self.claims
            if claim.document_id == self.key[wanted["document"]]
            and wanted["sentence"] in claim.sentence.text
            and wanted.get("trigger", "").lower() in claim.trigger.text.lower()
            and wanted.get("modality", claim.modality) == claim.modality
        ]

    def events(self, wanted: dict[str, str]) -> set[str]:
        return {self.event_of[c.claim_id] for c in self.pick(wanted) if c.claim_id in self.event_of}


@pytest.fixture(scope="session")
def built(example_record: Path) -> Built:
    return Built(example_record)


def each(name: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("planted", PLANTED[name], ids=[p.get("what", name) for p in PLANTED[name]])


@each("document")
def test_every_article_is_read_and_none_rejected(built: Built, planted: dict[str, Any]) -> None:
    assert len(built.documents) == planted["count"]
    assert sorted({d.publisher or "?" for d in built.documents}) == planted["publishers"]
    assert all(d.published for d in built.documents)
    assert built.rejections == []


@each("copied")
def test_copied_text_makes_one_document_depend_on_the_other(built: Built, planted: dict[str, Any]) -> None:
    pair = {built.key[d] for d in planted["documents"]}
    assert any({o.document_id, o.upstream} == pair and o.basis == "copied_text" for o in built.linked.origins)


@each("figure")
def test_figure_of_one_origin_is_one_figure_with_one_origin(built: Built, planted: dict[str, Any]) -> None:
    wanted = {built.key[d] for d in planted["documents"]}
    found = [f for f in built.linked.figures if f.value == planted["value"] and f.unit == planted["unit"]]
    assert [f for f in found if wanted <= set(f.document_ids) and f.origins.max <= planted["origins_max"]]


@each("joined")
def test_reports_of_one_event_are_joined(built: Built, planted: dict[str, Any]) -> None:
    sides = [built.events(claim) for claim in planted["claims"]]
    assert set.intersection(*sides)


@each("corroborated")
def test_sources_that_do_not_hang_together_corroborate(built: Built, planted: dict[str, Any]) -> None:
    ids = built.events(planted["claim"])
    assert any(e.origins.min >= planted["origins_min"] for e in built.linked.events if e.event_id in ids)


@each("apart")
def test_two_events_stay_apart(built: Built, planted: dict[str, Any]) -> None:
    sides = [built.events(claim) for claim in planted["claims"]]
    assert all(sides)
    assert not set.intersection(*sides)


@each("conflict")
def test_conflict_is_found(built: Built, planted: dict[str, Any]) -> None:
    document_of = {c.claim_id: c.document_id for c in built.claims}
    wanted = {built.key[d] for d in planted["documents"]}
    assert any(
        c.kind == planted["kind"]
        and wanted <= {document_of[claim] for side in c.sides for claim in side.claim_ids}
        for c in built.linked.conflicts
    )


@each("voice")
def test_claim_keeps_whose_word_it_is(built: Built, planted: dict[str, Any]) -> None:
    claims = built.pick(planted["claim"])
    assert claims
    chains = [" ← ".join(_speakers(c)).casefold() for c in claims]
    assert any(all(speaker.casefold() in chain for speaker in planted["speakers"]) for chain in chains)


def _speakers(claim: Claim) -> list[str]:
    """Return who speaks, link by link: as the text says it, and whom a pronoun stands for."""
    return [
        " = ".join([a.source.text, *(actor.name or "" for actor in a.source_actors)])
        for a in claim.attribution
        if a.source
    ]
