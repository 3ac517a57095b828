"""Copied text makes one origin of two documents."""

from __future__ import annotations

import msgspec
from factory import document, event

from onrecord.link import link
from onrecord.link.copying import copied_texts
from onrecord.records import Document, OriginBasis, Zone, ZoneKind
from onrecord.settings import Settings

PASSAGE = (
    "The harbour commission voted late on Tuesday to lease the northern quay to a line from Trieste, "
    "which promised to dredge the basin, rebuild two cranes and hire ninety dockers before the summer."
)
COMMENT = (
    "Our readers on the islands fear for the ferry, which has used that quay since their grandparents' time. "
    "A petition has four hundred names, and the mayor of the largest island wants a hearing in the capital. "
    "Fishermen complain that the dredging will bury the mussel beds, and a biologist at the coast institute "
    "agrees with them in a letter that the commission has not answered so far."
)


def article(name: str, text: str, published: str, publisher: str | None = None) -> Document:
    made = document(name, text, published, publisher)
    return msgspec.structs.replace(made, zones=(Zone(kind=ZoneKind.BODY, start=0, end=len(text)),))


def test_the_later_document_is_the_copy() -> None:
    early, late = article("z", PASSAGE, "2031-03-04"), article("a", PASSAGE, "2031-03-06")
    (copied,) = copied_texts([early, late], Settings())
    assert (copied.document_id, copied.source, copied.whole) == ("a", "z", True)
    assert [late.text[run.start : run.end] for run in copied.runs] == [run.text for run in copied.runs]


def test_whole_copy_adds_no_origin_and_a_passage_only_inside_it() -> None:
    early = article("a", PASSAGE, "2031-03-04")
    late = article("b", PASSAGE, "2031-03-06")
    mixed = article("c", f"{COMMENT} {PASSAGE}", "2031-03-07")
    lease = [
        event(doc, PASSAGE, "lease", "AGREE", "Croatia", "Italy", at=doc.text.index(PASSAGE))
        for doc in (early, late, mixed)
    ]
    fear = event(mixed, COMMENT, "complain", "ACCUSE", "Fishermen", "commission")
    found = link([early, late, mixed], [*lease, fear], Settings())
    (agreed,) = [e for e in found.events if e.event_type == "AGREE"]
    assert (agreed.reports, agreed.origins.min, agreed.origins.max) == (3, 1, 1)
    links = [
        (o.document_id, o.upstream, o.stated) for o in found.origins if o.basis == OriginBasis.COPIED_TEXT
    ]
    assert ("b", "a", False) in links
    assert ("c", "a", False) in links
    assert {j.reasons for j in found.judgements if j.relation == "copied"} == {
        ("whole_article",),
        ("passage",),
    }


def test_one_publisher_does_not_copy_itself() -> None:
    pair = [
        article("a", PASSAGE, "2031-03-04", "Adria Ledger"),
        article("b", PASSAGE, "2031-03-06", "Adria Ledger"),
    ]
    assert copied_texts(pair, Settings()) == ()
