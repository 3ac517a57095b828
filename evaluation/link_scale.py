"""Time and memory of linking on synthetic claims: does the cost grow with the record, or faster?

    python evaluation/link_scale.py [--sizes 1000,3000,10000,30000] [--records FOLDER [--years 1]]

Documents and claims are made up, not read, since reading each document costs the same
however many there are. The span of time stays one year whatever the size, so that a
larger record is a denser one: more stories a day, and more of them between the same two
states. Stories have one to a hundred and fifty articles, most of them few; a tenth of the articles are late
follow-ups, a tenth copy another. The exponent is that of the power law between two sizes.

With ``--records`` each record is written to a file in that folder first and then linked as `onrecord build`
does, bit by bit; seconds and memory so far, the step and how many articles this command took through it go
to a table beside it as it goes on. Stopped, the same command goes on where it was. ``--years`` spreads the
articles over so many years. Without ``--records`` documents and claims lie in memory and are linked at once.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from onrecord.batches import batched
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
from onrecord.relink import relink
from onrecord.settings import Settings
from onrecord.store.duckdb import DuckStore

TYPES = ("CONSULT", "ASSAULT", "ACCUSE", "SUPPORT", "COERCE", "AGREE", "AID", "REQUEST")
VERBS = {
    "CONSULT": ("met", "visited"), "ASSAULT": ("attacked", "shelled"), "ACCUSE": ("accused", "blamed"),
    "SUPPORT": ("signed", "backed"), "COERCE": ("arrested", "seized"), "AGREE": ("agreed", "promised"),
    "AID": ("sent", "gave"), "REQUEST": ("urged", "asked"),
}  # fmt: skip
SYLLABLES = "ba ke li mo nu ra se ti vo zu da fe gi ho ju ka le mi no pu".split()
FIRST_DAY = date(2031, 1, 1)
DAYS = 365
SEED = 7
LARGEST = 150
BATCH = 1_000
"""Documents written in one transaction."""

Result = TypeVar("Result")


class Story(Struct, frozen=True):
    """What the articles of one story tell."""

    day: date
    event_type: str
    actor: str
    recipient: str
    place: str
    words: tuple[str, ...]
    toll: int


def made_record(size: int, seed: int = SEED, first: int = 0) -> tuple[list[Document], list[Claim]]:
    """Return ``size`` documents and their claims; the same for the same seed.

    ``first`` makes the first story that large, whatever others are.
    """
    made = list(made_articles(size, seed, first))
    return [document for document, _ in made], [claim for _, claims in made for claim in claims]


def made_articles(
    size: int, seed: int = SEED, first: int = 0, *, start: int = 0, year: date = FIRST_DAY
) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Yield the documents of :func:`made_record`, each with its claims; one at a time is held.

    ``start`` is the number of the first, ``year`` the day before which none appears.
    """
    chance = random.Random(seed)
    vocabulary = [_word(i) for i in range(40_000)]
    number, before = 0, None
    while number < size:
        story = _story(chance, vocabulary, year)
        articles = min(LARGEST, size - number, int(chance.paretovariate(0.9)))
        articles = articles if number else first or articles
        for _ in range(articles):
            before = _article(start + number, story, before, chance, vocabulary)
            yield before, tuple(_claims(before, story, chance))
            number += 1


def _word(number: int) -> str:
    letters = ""
    while True:
        number, rest = divmod(number, len(SYLLABLES))
        letters += SYLLABLES[rest]
        if not number:
            return letters + "ran"


def _story(chance: random.Random, vocabulary: Sequence[str], year: date) -> Story:
    states = [chr(65 + i // 26) + chr(65 + i % 26) + "X" for i in range(80)]
    often = [1 / (rank + 1) for rank in range(len(states))]
    actor, recipient = chance.choices(states, often, k=2)
    return Story(
        day=year + timedelta(days=chance.randrange(DAYS)),
        event_type=chance.choice(TYPES),
        actor=actor,
        recipient=recipient,
        place=f"{recipient.title()}ville{chance.randrange(20)}",
        words=tuple(chance.choices(vocabulary, k=30)),
        toll=chance.randrange(3, 90),
    )


def _article(
    number: int, story: Story, before: Document | None, chance: random.Random, vocabulary: Sequence[str]
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
    if before is not None and chance.random() < 0.1:
        more.append(before.text.rpartition("\n")[2])
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


# ------------------------------------------------------------- measuring


class Cost(Struct, frozen=True):
    """What linking one record took."""

    size: int
    claims: int
    events: int
    stories: int
    seconds: float
    """Of processor time."""
    peak: float
    """Most memory that the process held, in MB."""


def at_once(size: int) -> Cost:
    """Link a made-up record that lies in memory."""
    link(*made_record(50), Settings())  # what is loaded once is not counted
    documents, claims = made_record(size)
    start = time.process_time()
    linked = link(documents, claims, Settings())
    seconds = time.process_time() - start
    return Cost(size, len(claims), len(linked.events), len(linked.stories), seconds, _peak())


def as_a_build(size: int, folder: Path, years: int) -> Cost:
    """Link a made-up record in a file as `onrecord build` does; one cut short goes on where it was."""
    path = folder / (f"made{size}.onrecord" if years == 1 else f"made{size}.{years}years.onrecord")
    in_its_own_process(_make, size, path, years)
    return in_its_own_process(_relink, size, path)


def made_years(size: int, years: int) -> Iterator[tuple[Document, tuple[Claim, ...]]]:
    """Yield documents, each with its claims, as many of each of so many years; others each year."""
    for number in range(years):
        first, end = size * number // years, size * (number + 1) // years
        year = FIRST_DAY.replace(year=FIRST_DAY.year + number)
        yield from made_articles(end - first, SEED + number, start=first, year=year)


def _make(size: int, path: Path, years: int) -> None:
    """Write the articles and claims of a record, as far as they are not in yet."""
    with DuckStore.open(path, write=True) as store:
        known = _count(store, "documents")
        store.end_run(store.begin_run({"onrecord_version": "made"}))
        for batch in batched(islice(made_years(size, years), known, None), BATCH):
            claims = {claim.claim_id: claim for _, own in batch for claim in own}
            store.add(documents=[document for document, _ in batch], claims=list(claims.values()))


def _relink(size: int, path: Path) -> Cost:
    """Link what is not linked yet; what it took is added up in a file beside the record."""
    log = path.with_suffix(".tsv")
    spent = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    seconds, peak = (float(cell) for cell in spent[-1].split("\t")[:2]) if spent else (0.0, 0.0)
    start = time.process_time()

    def tell(step: str, count: int) -> None:
        now = seconds + time.process_time() - start
        cells = f"{now:.1f}\t{max(peak, _peak()):.0f}\t{step}\t{count}"
        with log.open("a", encoding="utf-8") as file:
            file.write(f"{cells}\n")
        sys.stderr.write(f"{size}: {cells}\n")

    with DuckStore.open(path, write=True) as store:
        totals = relink(store, Settings(), tell)
    whole = seconds + time.process_time() - start
    return Cost(size, totals.claims, totals.events, totals.stories, whole, max(peak, _peak()))


def _count(store: DuckStore, table: str) -> int:
    ((count,),) = store.rows(f"SELECT count(*) FROM {table}")
    return int(str(count))


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_its_own_process(work: Callable[..., Result], *given: object) -> Result:
    """Return ``work(*given)``, done where no other work has taken memory yet."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print seconds, exponents and peak memory for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", default="1000,3000,10000,30000")
    parser.add_argument("--records", type=Path, help="folder for the records; without it all is in memory")
    parser.add_argument("--years", type=int, default=1, help="over which the articles of a record are spread")
    given = parser.parse_args(arguments)
    before: Cost | None = None
    for size in map(int, given.sizes.split(",")):
        if given.records:
            cost = as_a_build(size, given.records, given.years)
        else:
            cost = in_its_own_process(at_once, size)
        of_time, of_memory = _exponents(before, cost)
        before = cost
        sys.stdout.write(
            f"{size:>7} documents, {cost.claims} claims: {cost.seconds:.1f} s, exponent {of_time:.2f}, "
            f"{cost.events} events, {cost.stories} stories, peak {cost.peak:.0f} MB, "
            f"exponent {of_memory:.2f}\n"
        )
        sys.stdout.flush()
    return 0


def _exponents(before: Cost | None, now: Cost) -> tuple[float, float]:
    if before is None:
        return math.nan, math.nan
    times = math.log(now.size / before.size)
    return math.log(now.seconds / before.seconds) / times, math.log(now.peak / before.peak) / times


if __name__ == "__main__":
    raise SystemExit(main())
