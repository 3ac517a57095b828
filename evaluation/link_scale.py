"""Time and memory of linking on synthetic claims: does the cost grow with the record, or faster?

    python evaluation/link_scale.py [--sizes 1000,3000,10000,30000]

Documents and claims are made up, not read, since reading each document costs the same
however many there are. The span of time stays one year whatever the size, so that a
larger record is a denser one: more stories a day, and more of them between the same two
states. Stories have one to a hundred and fifty articles, most of them few; a tenth of the articles are late
follow-ups, a tenth copy another. The exponent is that of the power law between two sizes.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from onrecord.link import link
from onrecord.records import (
    Actor,
    Claim,
    DateBasis,
    DateValue,
    Document,
    FigureValue,
    Granularity,
    Kind,
    Modality,
    Place,
    Span,
    Zone,
    ZoneKind,
    content_id,
)
from onrecord.settings import Settings

TYPES = ("CONSULT", "ASSAULT", "ACCUSE", "SUPPORT", "COERCE", "AGREE", "AID", "REQUEST")
VERBS = {
    "CONSULT": ("met", "visited"), "ASSAULT": ("attacked", "shelled"), "ACCUSE": ("accused", "blamed"),
    "SUPPORT": ("signed", "backed"), "COERCE": ("arrested", "seized"), "AGREE": ("agreed", "promised"),
    "AID": ("sent", "gave"), "REQUEST": ("urged", "asked"),
}  # fmt: skip
SYLLABLES = "ba ke li mo nu ra se ti vo zu da fe gi ho ju ka le mi no pu".split()
FIRST_DAY = date(2031, 1, 1)
DAYS = 365
LARGEST = 150


class Story(Struct, frozen=True):
    """What the articles of one story tell."""

    day: date
    event_type: str
    actor: str
    recipient: str
    place: str
    words: tuple[str, ...]
    toll: int


def made_record(size: int, seed: int = 7, first: int = 0) -> tuple[list[Document], list[Claim]]:
    """Return ``size`` documents and their claims; the same for the same seed.

    ``first`` makes the first story that large, whatever others are.
    """
    chance = random.Random(seed)
    vocabulary = [_word(i) for i in range(40_000)]
    documents: list[Document] = []
    claims: list[Claim] = []
    while len(documents) < size:
        story = _story(chance, vocabulary)
        articles = min(LARGEST, size - len(documents), int(chance.paretovariate(0.9)))
        articles = articles if documents else first or articles
        for _ in range(articles):
            made = _article(len(documents), story, documents, chance, vocabulary)
            documents.append(made)
            claims += _claims(made, story, chance)
    return documents, claims


def _word(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[rest]
        if not number:
            return letters + "ran"


def _story(chance: random.Random, vocabulary: Sequence[str]) -> Story:
    states = [chr(65 + i // 26) + chr(65 + i % 26) + "X" for i in range(80)]
    often = [1 / (rank + 1) for rank in range(len(states))]
    actor, recipient = chance.choices(states, often, k=2)
    return Story(
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        event_type=chance.choice(TYPES),
        actor=actor,
        recipient=recipient,
        place=f"{recipient.title()}ville{chance.randrange(20)}",
        words=tuple(chance.choices(vocabulary, k=30)),
        toll=chance.randrange(3, 90),
    )


def _article(
    number: int, story: Story, before: Sequence[Document], chance: random.Random, vocabulary: Sequence[str]
) -> Document:
    late = chance.random() < 0.1
    told = story.day + timedelta(days=chance.randrange(10, 60) if late else chance.randrange(3))
    verb = chance.choice(VERBS[story.event_type])
    matter = " ".join(chance.sample(story.words, 4))
    lead = f"{story.actor} {verb} {story.recipient} in {story.place} over {matter}."
    more = [
        " ".join([*chance.sample(story.words, 8), *chance.choices(vocabulary[:3000], k=8)]) + "."
        for _ in range(5)
    ]
    if before and chance.random() < 0.1:
        more.append(before[-1].text.rpartition("\n")[2])
    text = lead + "\n" + " ".join(more)
    when = DateValue(start=told, end=told, granularity=Granularity.DAY, basis=DateBasis.METADATA)
    return Document(
        document_id=content_id("doc", str(number)),
        raw_sha256=str(number),
        format="made",
        text=text,
        zones=(
            Zone(kind=ZoneKind.TITLE, start=0, end=len(lead)),
            Zone(kind=ZoneKind.BODY, start=len(lead) + 1, end=len(text)),
        ),
        title=Span(start=0, end=len(lead), text=lead),
        publisher=f"Outlet {chance.randrange(400)}",
        published=when,
        language="en",
    )


def _claims(document: Document, story: Story, chance: random.Random) -> Iterator[Claim]:
    sentence = document.title or Span(start=0, end=0, text="")
    lead = _event(document, story, sentence, story.event_type, story.actor, story.recipient, chance)
    yield lead
    other = chance.choice(TYPES)
    yield _event(document, story, sentence, other, story.recipient, story.actor, chance)
    yield _figure(lead, story, chance)


def _event(
    document: Document,
    story: Story,
    sentence: Span,
    event_type: str,
    actor: str,
    recipient: str,
    chance: random.Random,
) -> Claim:
    verb = sentence.text.split()[1]
    start = sentence.text.index(verb)
    day = story.day
    exact = chance.random() < 0.7
    when = DateValue(
        start=day if exact else day.replace(day=1),
        end=day if exact else day.replace(day=28),
        granularity=Granularity.DAY if exact else Granularity.MONTH,
        basis=DateBasis.EXPLICIT,
    )
    return Claim(
        claim_id=content_id("clm", document.document_id, event_type, actor, recipient),
        document_id=document.document_id,
        kind=Kind.EVENT,
        event_type=event_type,
        actors=(_state(actor),),
        recipients=(_state(recipient),),
        date=when if chance.random() < 0.9 else None,
        place=Place(
            text=story.place, start=0, end=1, name=story.place, country=story.recipient, granularity="city"
        ),
        modality=Modality.PLANNED if chance.random() < 0.05 else Modality.ACTUAL,
        trigger=Span(start=start, end=start + len(verb), text=verb),
        sentence=sentence,
    )


def _state(code: str) -> Actor:
    return Actor(text=code, start=0, end=3, actor_id=code, name=code, country=code, kind="country")


def _figure(lead: Claim, story: Story, chance: random.Random) -> Claim:
    value = story.toll if chance.random() < 0.9 else story.toll + chance.randrange(1, 5)
    figure = FigureValue(
        value=value, unit="people", measure="deaths", period=lead.date, of=lead.recipients, span=lead.sentence
    )
    return Claim(
        claim_id=content_id("clm", lead.document_id, "figure"),
        document_id=lead.document_id,
        kind=Kind.FIGURE,
        trigger=lead.sentence,
        sentence=lead.sentence,
        figure=figure,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print seconds, exponent and peak memory for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="1000,3000,10000,30000")
    sizes = [int(part) for part in parser.parse_args(arguments).sizes.split(",")]
    link(*made_record(50), Settings())  # what is loaded once is not counted
    before: tuple[int, float] | None = None
    for size in sizes:
        documents, claims = made_record(size)
        start = time.process_time()
        linked = link(documents, claims, Settings())
        seconds = time.process_time() - start
        growth = math.log(seconds / before[1]) / math.log(size / before[0]) if before else float("nan")
        before = (size, seconds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"{size:>7} documents, {len(claims)} claims: {seconds:.1f} s, exponent {growth:.2f}, "
            f"{len(linked.events)} events, {len(linked.stories)} stories, peak {peak:.0f} MB\n"
        )
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
