"""A long document: references keep their antecedents, and time grows with length only."""

from __future__ import annotations

import time

from onrecord.actors import load_registry
from onrecord.ingest import from_text
from onrecord.read.coreference import REACH
from onrecord.read.mentions import find_mentions
from onrecord.read.parse import parse_document
from onrecord.reading import Mention

UNIT = "Chile met Kenyan Energy Minister Martha Otieno. She told police that the general thanked both sides. "


def timed(times: int) -> tuple[tuple[Mention, ...], float]:
    document = from_text(UNIT * times)
    sentences = parse_document(document)
    registry = load_registry()
    find_mentions(from_text(UNIT), parse_document(from_text(UNIT)), registry)
    start = time.process_time()
    mentions = find_mentions(document, sentences, registry)
    return mentions, time.process_time() - start


def test_antecedents_hold_beyond_the_reach() -> None:
    mentions, _ = timed(200)
    assert len(mentions) > REACH
    she = [m for m in mentions if m.text == "She"][-1]
    assert she.antecedent is not None
    assert mentions[she.antecedent].actors == she.actors
    assert she.actors[0].name == "Martha Otieno"
    assert mentions.index(she) - she.antecedent < 5


def test_time_grows_with_length_only() -> None:
    _, short = timed(100)
    _, long = timed(400)
    assert long < 12 * max(short, 0.02)  # 4 expected, 16 if it grew with the square
