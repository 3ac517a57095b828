"""Whose reporting an article is, by what its credits say and how far they reach."""

from __future__ import annotations

import msgspec
import pytest
from factory import document, event

from onrecord.link import link
from onrecord.link.houses import upstream_of
from onrecord.records import Document, Span
from onrecord.settings import Settings


def closing(words: str, publisher: str | None = None, credit: str | None = None) -> Document:
    """An article whose last sentence ends with ``words``, and a line with ``credit`` below."""
    made = document("a", f"Ricci flew in.\nHorvat met him in Zagreb, {words}.", publisher=publisher)
    start = made.text.index(words)
    found = [Span(start=start, end=start + len(words), text=words)]
    if credit:
        end = len(made.text) + 1
        found.append(Span(start=end, end=end + len(credit), text=credit))
    text = f"{made.text}\n{credit}" if credit else made.text
    return msgspec.structs.replace(made, text=text, credits=tuple(found))


@pytest.mark.parametrize("words", ["Adria Ledger reports", "according to Reuters", "Reuters reported"])
def test_last_words_credit_their_sentence_and_not_the_article(words: str) -> None:
    assert upstream_of(closing(words, publisher="Harbour Post")) is None
    signed = upstream_of(closing(words, credit="Source: Adria Ledger"))
    assert signed is not None
    assert signed.span is not None
    assert (signed.name, signed.span.text, signed.stated) == ("Adria Ledger", "Source: Adria Ledger", True)


def test_unsigned_article_that_closes_with_a_credit_may_all_be_from_there() -> None:
    found = upstream_of(closing("Adria Ledger reports"))
    assert found is not None
    assert (found.name, found.stated) == ("Adria Ledger", False)
    assert upstream_of(closing("Adria Ledger reports", publisher="Harbour Post")) is None
    signed = upstream_of(closing("Adria Ledger reports", credit="Source: Reuters"))
    assert signed is not None
    assert (signed.name, signed.stated) == ("Reuters", True)


@pytest.mark.parametrize(("publisher", "origins"), [("Harbour Post", (1, 2)), (None, (1, 1))])
def test_closing_credit_makes_no_certain_origin_of_the_article(
    publisher: str | None, origins: tuple[int, int]
) -> None:
    relay = closing("Adria Ledger reports", publisher=publisher)
    own = document("b", "Ricci met Horvat in Zagreb.", original="Adria Ledger")
    claims = [
        event(
            d,
            "Matteo Ricci met Milan Horvat.",
            "met",
            "CONSULT",
            "Matteo Ricci",
            "Milan Horvat",
            "2031-03-05",
        )
        for d in (relay, own)
    ]
    (only,) = link([relay, own], claims, Settings()).events
    assert (only.origins.min, only.origins.max) == origins
