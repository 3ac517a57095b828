"""What follows the verb of an event, taken from its sentence or not at all."""

from __future__ import annotations

from datetime import date

import pytest

from onrecord.analyse.own_words import own_words
from onrecord.records import (
    Actor,
    Claim,
    DateBasis,
    DateValue,
    Granularity,
    Grounds,
    Kind,
    Polarity,
    Span,
    ZoneKind,
)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def party(text: str, words: str) -> Actor:
    at = span(text, words)
    return Actor(text=words, start=at.start, end=at.end, actor_id=words, name=words, kind="country")


def claim(
    text: str, trigger: str, rule: str, *to: str, by: tuple[str, ...] = ("Veltria",), **more: object
) -> Claim:
    return Claim(
        **{  # type: ignore[arg-type]
            "claim_id": trigger,
            "document_id": "d",
            "kind": Kind.EVENT,
            "event_type": "SUPPORT",
            "actors": tuple(party(text, name) for name in by),
            "recipients": tuple(party(text, name) for name in to),
            "trigger": span(text, trigger),
            "sentence": Span(start=0, end=len(text), text=text),
            "rule": rule,
            **more,
        }
    )


@pytest.mark.parametrize(
    ("text", "trigger", "rule", "to", "leading", "words"),
    [
        (
            "Veltria suspended its part in the union after a vote.",
            "suspended",
            "verb.suspend",
            (),
            "",
            "its part in the union",
        ),
        (
            "Veltria accused Ostmark of closing the canal.",
            "accused",
            "verb.accuse",
            ("Ostmark",),
            "",
            "of closing the canal",
        ),
        (
            "Veltria called on Ostmark to reopen it, she said.",
            "called",
            "verb.call",
            ("Ostmark",),
            "on",
            "to reopen it",
        ),
        (
            "Veltria sold Ostmark two old ships when it could.",
            "sold",
            "verb.sell",
            ("Ostmark",),
            "",
            "two old ships",
        ),
        ("Veltria welcomed the vote and thanked Ostmark.", "welcomed", "verb.welcome", (), "", "the vote"),
        ("Veltria left a pact that served nobody.", "left", "verb.leave", (), "", "a pact"),
        (
            "Veltria agreed to extend the pact for 60 days only.",
            "agreed",
            "verb.agree(verb.extend)",
            (),
            "",
            "to extend the pact for 60 days only",
        ),
        ("Veltria hit the port three days after the talks.", "hit", "verb.hit", (), "", "the port"),
        ("Veltria hit the port -- but not the town.", "hit", "verb.hit", (), "", "the port"),
    ],
)
def test_words_end_with_the_clause_of_the_verb(
    text: str, trigger: str, rule: str, to: tuple[str, ...], leading: str, words: str
) -> None:
    said = own_words(claim(text, trigger, rule, *to))
    assert said is not None
    assert [a.name for a in said.parties] == list(to)
    assert (said.leading, said.words and said.words.text) == (leading, words)


def test_words_are_those_of_the_article() -> None:
    text = "Then Veltria closed the long strait on Monday."
    when = DateValue(
        start=date(2031, 3, 3),
        end=date(2031, 3, 3),
        granularity=Granularity.DAY,
        basis=DateBasis.EXPLICIT,
        span=span(text, "Monday"),
    )
    said = own_words(claim(text, "closed", "verb.close", date=when))
    assert said is not None
    assert said.words is not None
    assert text[said.words.start : said.words.end] == said.words.text == "the long strait"


def test_what_is_coordinated_behind_a_party_is_no_object() -> None:
    text = "Veltria helped Ostmark and that the result was a bubble."
    found = own_words(claim(text, "helped", "verb.help", "Ostmark"))
    assert found is not None
    assert (found.verb, [a.text for a in found.parties], found.words) == ("help", ["Ostmark"], None)


@pytest.mark.parametrize(
    ("text", "trigger", "rule", "by"),
    [
        ("The pact was extended for a year by Veltria.", "extended", "verb.extend", ("Veltria",)),
        ("Ostmark hosted Veltria in the capital.", "hosted", "verb.host", ("Veltria",)),
        ("Veltria did not open a school in the hills.", "open", "verb.open", ("Veltria",)),
        ("Veltria came home from the talks.", "came", "verb.come_back", ("Veltria",)),
        ("Veltria made its visit to the north.", "visit", "noun.visit", ("Veltria",)),
    ],
)
def test_nothing_is_taken_where_the_words_are_not_what_was_done(
    text: str, trigger: str, rule: str, by: tuple[str, ...]
) -> None:
    assert own_words(claim(text, trigger, rule, by=by)) is None


def test_verb_under_not_is_told_as_refused_where_it_was_coded_so() -> None:
    text = "Veltria would not allow Ostmark to use its ports."
    said = own_words(claim(text, "allow", "future(verb.allow)", "Ostmark", event_type="REJECT"))
    assert said is not None
    assert said.verb == "refuse to allow"
    negative = own_words(claim(text, "allow", "verb.allow", "Ostmark", polarity=Polarity.NEGATIVE))
    assert negative is not None
    assert negative.verb == "allow"


def test_noun_is_told_with_the_verb_that_carries_it() -> None:
    text = "Veltria held long talks on grain with nobody."
    said = own_words(claim(text, "talks", "noun.talk", grounds=Grounds(carrier="held")))
    assert said is not None
    assert (said.verb, said.words and said.words.text) == ("hold", "long talks on grain with nobody")


def test_heading_without_articles_is_not_quoted() -> None:
    text = "Veltria quits grain pact"
    assert own_words(claim(text, "quits", "verb.quit", zone=ZoneKind.TITLE)) is None


def test_clause_that_breaks_off_before_its_verb_is_not_quoted() -> None:
    text = "Veltria warned Ostmark that it has a"
    (party_alone,) = [own_words(claim(text, "warned", "verb.warn", "Ostmark"))]
    assert party_alone is None or party_alone.words is None
    whole = own_words(claim(f"{text} fleet ready", "warned", "verb.warn", "Ostmark"))
    assert whole is not None
    assert whole.words is not None
    assert whole.words.text == "that it has a fleet ready"


def test_long_run_is_cut_before_a_phrase() -> None:
    text = (
        "Veltria praised the loved old harbour master of the port for " + "very long and dull " * 3 + "work."
    )
    said = own_words(claim(text, "praised", "verb.praise"))
    assert said is not None
    assert said.words is not None
    assert len(said.words.text.split()) <= 16
    assert said.words.text == "the loved old harbour master of the port"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Veltria backed the latest U.N. measures. Ostmark did not.", "the latest U.N. measures"),
        ("Veltria imposed a quota of 2,500 barrels, the ministry said.", "a quota of 2,500 barrels"),
        ("Veltria imposed a levy of 1.5 per cent.", "a levy of 1.5 per cent"),
        ("Veltria imposed a quota ― the first of its kind.", "a quota"),
    ],
)
def test_a_point_or_comma_inside_a_word_or_number_ends_nothing(text: str, words: str) -> None:
    trigger = "backed" if "backed" in text else "imposed"
    said = own_words(claim(text, trigger, f"verb.{trigger.removesuffix('d').removesuffix('e')}"))
    assert said is not None
    assert said.words is not None
    assert said.words.text == words


def test_a_verb_that_asks_for_more_says_nothing_with_a_party_alone() -> None:
    assert (
        own_words(claim("Veltria demanded Ostmark after the raid.", "demanded", "verb.demand", "Ostmark"))
        is None
    )
    said = own_words(claim("Veltria visited Ostmark after the raid.", "visited", "verb.visit", "Ostmark"))
    assert said is not None


def test_verb_whose_particle_a_heading_begins_large_is_read_all_the_same() -> None:
    text = "Veltria Pulls Out of the old union."
    found = own_words(claim(text, "Pulls", "verb.pull_out"))
    assert found is None or found.verb == "pull out"
