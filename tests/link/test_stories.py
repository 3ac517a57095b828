"""Stories: likeness of words, softened by time."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import msgspec
import pytest
from factory import document

from onrecord.link.stories import cluster, link_stories
from onrecord.records import DateBasis, DateValue, Document, Granularity, Span
from onrecord.settings import Settings

QUAKE = (
    "A strong earthquake shook the harbour town of Zadar; roofs fell, the ferry terminal closed, nobody died."
)
QUAKE_AGAIN = "Zadar counts fallen roofs after the earthquake that closed its ferry terminal."
BUDGET = "Parliament in Rome passed a budget that raises fuel duty and pensions after a night of bargaining."


def test_two_reports_of_one_happening_are_one_story() -> None:
    documents = [document("a", QUAKE), document("b", BUDGET), document("c", QUAKE_AGAIN, "2031-03-07")]
    stories = cluster(documents, Settings())
    assert sorted(story.document_ids for story in stories) == [("a", "c"), ("b",)]


def test_time_fades_a_likeness() -> None:
    near = [document("a", QUAKE), document("c", QUAKE_AGAIN, "2031-03-07")]
    far = [document("a", QUAKE), document("c", QUAKE_AGAIN, "2034-03-07")]
    assert len(cluster(near, Settings())) == 1
    assert len(cluster(far, Settings())) == 2
    assert len(cluster(far, Settings(story_days=1200))) == 1


def test_every_join_has_a_judgement() -> None:
    documents = [document("a", QUAKE), document("b", QUAKE_AGAIN), document("c", f"{QUAKE} {QUAKE_AGAIN}")]
    (story,), judgements = link_stories(documents, Settings())
    assert len(story.document_ids) == 3
    assert {j.right for j in judgements if j.verdict} == {"b", "c"}


def test_a_document_without_words_is_a_story_of_its_own() -> None:
    stories = cluster([document("a", "…"), document("b", ""), document("c", QUAKE)], Settings())
    assert len(stories) == 3


def b_cubed(found: dict[str, str], gold: dict[str, str]) -> float:
    mine, theirs = defaultdict(set), defaultdict(set)
    for name in gold:
        mine[found[name]].add(name)
        theirs[gold[name]].add(name)
    shared = {name: len(mine[found[name]] & theirs[gold[name]]) for name in gold}
    precision = sum(n / len(mine[found[name]]) for name, n in shared.items()) / len(gold)
    recall = sum(n / len(theirs[gold[name]]) for name, n in shared.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def gold_document(row: dict[str, str]) -> Document:
    title = row["title"]
    text = "\n".join(part for part in (title, row.get("lead", ""), row["text"]) if part)
    made = document(row["id"], text, None)
    when = date.fromisoformat(row["date"][:10])
    published = DateValue(start=when, end=when, granularity=Granularity.DAY, basis=DateBasis.METADATA)
    return msgspec.structs.replace(
        made, title=Span(start=0, end=len(title), text=title), published=published if row["date"] else None
    )


@pytest.mark.needs_shared
@pytest.mark.parametrize("name", ["story_clusters", "story_clusters_basil"])
def test_news_stories_are_found(shared: Path, name: str) -> None:
    lines = (shared / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    stories = cluster([gold_document(row) for row in rows], Settings())
    found = {doc: story.story_id for story in stories for doc in story.document_ids}
    assert b_cubed(found, {row["id"]: row["cluster"] for row in rows}) >= 0.93


QUAKE_LATER = (
    "Zadar rebuilds: the ferry terminal that the earthquake closed has opened again, with new roofs."
)


def test_a_later_article_moves_no_earlier_one() -> None:
    articles = [
        document("a", QUAKE, "2031-03-05"),
        document("b", BUDGET, "2031-03-05"),
        document("c", QUAKE_AGAIN, "2031-03-07"),
        document("d", f"{BUDGET} The upper house will vote next week.", "2031-03-08"),
        document("e", f"{QUAKE_LATER} {QUAKE_AGAIN}", "2031-03-09"),
    ]
    days = sorted({str(d.published.start) for d in articles if d.published})
    grown: dict[str, str] = {}
    for day in days:
        so_far = [d for d in articles if d.published and str(d.published.start) <= day]
        now = {name: s.story_id for s in cluster(so_far, Settings()) for name in s.document_ids}
        assert grown.items() <= now.items()
        grown = now
    assert len(set(grown.values())) == 2


def test_a_story_that_is_like_an_earlier_one_but_not_it_follows_that_one() -> None:
    before = document("a", QUAKE)
    after = document("b", QUAKE_AGAIN, "2032-06-07")
    first, second = cluster([before, after], Settings())
    assert second.follows == first.story_id
    assert first.follows is None
    assert len(cluster([before, document("c", BUDGET, "2032-06-07")], Settings())) == 2
    assert all(s.follows is None for s in cluster([before, document("c", BUDGET)], Settings()))
