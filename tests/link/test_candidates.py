"""What is compared grows with the record and not with its square."""

from __future__ import annotations

from datetime import date, timedelta

from factory import document, event

from onrecord.link.candidates import candidates, find_crowds
from onrecord.link.events import in_order
from onrecord.link.mentions import Mention, Page, prepare
from onrecord.link.stories import published_on
from onrecord.records import Claim, Document


def mentions(claims: list[Claim], documents: list[Document], story_of: dict[str, str]) -> list[Mention]:
    known = {d.document_id: Page(story_of[d.document_id], published_on(d), None) for d in documents}
    return in_order(prepare(claims, known, {}))


def raids(count: int, *, stories: int) -> list[Mention]:
    """One raid a story, all between two states in one month, each with words of its own."""
    documents, claims, home = [], [], {}
    for number in range(count):
        story = number % stories
        when = (date(2031, 3, 1) + timedelta(days=story % 28)).isoformat()
        doc = document(f"d{number:05}", "Border raids", when)
        letters = f"{chr(97 + story % 26)}{chr(97 + story // 26)}"
        text = f"Hungary raided the Croatian depot of {letters}berg over {letters}salt and {letters}wine."
        documents.append(doc)
        claims.append(event(doc, text, "raided", "ASSAULT", "Hungary", "Croatia", when))
        home[doc.document_id] = f"story {story}"
    return mentions(claims, documents, home)


def test_stories_of_one_pair_of_states_in_one_month_are_not_all_compared() -> None:
    few, many = raids(800, stories=200), raids(2400, stories=600)
    assert len(candidates(many, {})) < 4 * len(candidates(few, {}))
    assert len(candidates(many, {})) < 100 * 2400


def test_like_claims_of_a_crowd_follow_its_first_examples() -> None:
    crowd = raids(300, stories=1)
    followers = find_crowds(crowd).followers
    assert len(followers) > 280
    assert {f.leader for f in followers.values()}.isdisjoint(followers)
    assert len(candidates(crowd, followers)) < 300


def test_a_small_story_has_no_followers_and_all_its_pairs() -> None:
    small = raids(20, stories=1)
    assert find_crowds(small).followers == {}
    assert len(candidates(small, {})) == 190
