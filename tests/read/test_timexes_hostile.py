"""Times, places and quantities take time in proportion to a sentence, however long or odd.

Parsing cuts long sentences, so these are made by hand: one flat chain of proper nouns.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence

import pytest

from onrecord.read.gazetteer import load_gazetteer
from onrecord.read.quantities import find_quantities
from onrecord.read.timexes import find_timexes
from onrecord.read.toponyms import find_toponyms
from onrecord.reading import Sentence, Token
from onrecord.records import Document, ZoneKind

PIECES = (
    "2016-|New York, |nineteen ninety-|1/2 |12 to 13 |a year or |in Paris and |Al-|of the Gulf of |1,000 "
    "|twenty-|the March of |Earlier that "
).split("|")


def chain(text: str) -> Sentence:
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    last = len(found) - 1
    tokens = tuple(
        Token(
            i=i,
            start=m.start(),
            end=m.end(),
            text=m.group(),
            lower=m.group().lower(),
            lemma=m.group().lower(),
            pos="PROPN",
            tag="NNP",
            dep="ROOT" if i == last else "compound",
            head=min(i + 1, last),
        )
        for i, m in enumerate(found)
    )
    children = tuple((i - 1,) if i else () for i in range(len(tokens)))
    return Sentence(
        index=0, start=0, end=len(text), zone=ZoneKind.BODY, paragraph=0, tokens=tokens, children=children
    )


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("find", [find_timexes, find_toponyms, find_quantities])
def test_long_chain_takes_time_in_proportion(
    piece: str, find: Callable[[Document, Sequence[Sentence]], object]
) -> None:
    load_gazetteer()
    text = piece * 3000
    made = Document(document_id="d", raw_sha256="", format="text", text=text)
    sentences = [chain(text)]
    start = time.process_time()
    find(made, sentences)
    # quadratic work would take minutes
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text", ["the 0000s", "2023-022023", "1990-70000", "between 2016 and 99999", "0000-0001"]
)
def test_years_beyond_the_calendar_are_no_time(text: str) -> None:
    made = Document(document_id="d", raw_sha256="", format="text", text=f"It was built in {text}.")
    assert all(t.begins is None or t.begins.year >= 1 for t in find_timexes(made, [chain(made.text)]))
