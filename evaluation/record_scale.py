"""What a large record takes to answer, against SQL written by hand for the same answer on the same file.

    python evaluation/record_scale.py [--claims 1000000] [--record FILE] [--times 12]

Makes a record of so many made-up claims (`made_claims.py`), unless ``--record`` names one that was made
before, and asks it through the Python interface as a user would, with the confidence that lists leave
out by default: the monthly series of a dyad, the events of a dyad in order of time, the twenty articles
that fit some words best, and the contradictions of a month. Each question is asked anew with another
dyad, word or month, in turns with the SQL for it. Prints milliseconds of processor time and of the
clock at the median and the 95th percentile, and the ratio of the processor times. Cold is a record that
was just opened, its opening counted; what the system has in memory stays there.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from made_claims import make
from msgspec import Struct

from onrecord import Record
from onrecord.analyse.periods import Period, last_day
from onrecord.store.duckdb import DuckStore
from onrecord.store.filters import Filter
from onrecord.store.sure import LEAST
from onrecord.store.text_search import words_of

DYADS = ("USA-CHN", "CHN-RUS", "GBR-IRN", "TUR-ISR", "AZE-ARM", "NOR-GRC", "FRA-USA", "SAU-YEM")
PAIR = "counted AND (actor = $1 AND recipient = $2 OR actor = $2 AND recipient = $1)"
SERIES = f"""
SELECT actor, recipient, date_trunc('month', date_start) AS month, count(*), sum(scale), sum(reports),
       count(*) FILTER (quad_class = 1), count(*) FILTER (quad_class = 2),
       count(*) FILTER (quad_class = 3), count(*) FILTER (quad_class = 4), list(sureness),
       list(event_id ORDER BY date_start, event_id)
FROM event_dyads WHERE status <> 'planned' AND NOT negative AND {PAIR} GROUP BY ALL ORDER BY ALL"""
EVENTS = f"""
SELECT e.record, e.quad_class, e.scale FROM events e
WHERE e.event_id IN (SELECT event_id FROM event_dyads WHERE {PAIR})
ORDER BY e.date_start NULLS LAST, e.event_id LIMIT 100"""
CONFLICTS = """
SELECT k.record FROM conflicts k WHERE k.conflict_id IN (
    SELECT l.conflict_id FROM conflict_claims l JOIN claims c USING (claim_id)
    WHERE c.date_end >= $1 AND c.date_start <= $2) ORDER BY k.kind, k.conflict_id"""


class Question(Struct, frozen=True):
    """One question, asked by the public interface and by hand."""

    name: str
    ask: Callable[[Record, int], object]
    by_hand: Callable[[DuckStore, int], object]


def _sides(turn: int) -> list[str]:
    return DYADS[turn % len(DYADS)].split("-")


def _month(turn: int) -> tuple[date, date]:
    first = date(2014 + turn % 10, 1 + turn * 5 % 12, 1)
    return first, last_day(first, Period.MONTH)


def questions(words: Sequence[str]) -> tuple[Question, ...]:
    """Return what is asked; ``words`` are of the articles, from frequent to rare."""
    return (
        Question(
            "dyad by month",
            lambda r, n: r.dyads(Filter(dyad="-".join(_sides(n))), Period.MONTH).to_list(),
            lambda s, n: _rows(s, SERIES, _sides(n)),
        ),
        Question(
            "events of a dyad",
            lambda r, n: r.events(
                dyad="-".join(_sides(n)), either_way=True, sort="date", limit=100
            ).to_list(),
            lambda s, n: _rows(s, EVENTS, _sides(n)),
        ),
        Question(
            "text, best twenty",
            lambda r, n: r.documents(text=words[n % len(words)], sort="-relevance", limit=20).to_list(),
            lambda s, n: _best(s, words[n % len(words)]),
        ),
        Question(
            "conflicts of a month",
            lambda r, n: r.conflicts(since=_month(n)[0], until=_month(n)[1]).to_list(),
            lambda s, n: _rows(s, CONFLICTS, list(_month(n))),
        ),
    )


def _rows(store: DuckStore, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
    cursor = store.connection.cursor()
    cursor.execute(f"SET VARIABLE least = {LEAST}")
    return cursor.execute(sql, list(values)).fetchall()


def _best(store: DuckStore, text: str) -> list[tuple[object, ...]]:
    ranks = words_of(store, text).ranks
    return _rows(
        store,
        f"SELECT d.record, d.text FROM documents d JOIN ({ranks}) r USING (document_id) "
        "ORDER BY r.score DESC, d.document_id LIMIT 20",
    )


class Cost(Struct, frozen=True):
    """What one answer took, in milliseconds."""

    processor: float
    clock: float


def cost(answer: Callable[[], object]) -> Cost:
    """Return what ``answer`` takes."""
    clock, processor = time.perf_counter(), time.process_time()
    answer()
    return Cost((time.process_time() - processor) * 1000, (time.perf_counter() - clock) * 1000)


def measured(record: Path, question: Question, times: int, *, cold: bool) -> Iterator[tuple[Cost, Cost]]:
    """Yield what each of ``times`` questions takes through the interface and by hand."""
    for turn in range(times):
        with DuckStore.open(record) as store:
            if not cold:
                question.ask(Record(store), turn + 1)
            ours = cost(partial(question.ask, Record(store), turn))
            theirs = cost(partial(question.by_hand, store, turn))
        yield ours, theirs


def _at(costs: Sequence[float], share: float) -> float:
    return sorted(costs)[round(share * (len(costs) - 1))]


def main() -> None:
    """Print a line a question, warm and cold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--record", type=Path)
    parser.add_argument("--times", type=int, default=12)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="record-scale-") as folder:
        record = chosen.record or Path(folder) / "made.onrecord"
        if chosen.record is None:
            make(record, chosen.claims)
        with DuckStore.open(record) as store:
            ((claims,), (documents,)) = _rows(
                store, "SELECT count(*) FROM claims UNION ALL SELECT count(*) FROM documents"
            )
            told = _rows(
                store, "SELECT word FROM words.forms JOIN words.terms USING (stem) ORDER BY docs DESC, word"
            )
        words = [str(told[int((len(told) - 1) * place / 8)][0]) for place in range(8)]
        print(f"{claims} claims of {documents} articles, {record.stat().st_size / 1e9:.1f} GB; milliseconds")
        print(f"{'':30}{'processor':>24}{'by hand':>16}{'ratio':>8}{'clock':>16}")
        for question in questions(words):
            for cold in (False, True):
                pairs = list(measured(record, question, chosen.times, cold=cold))
                ours, theirs = [a.processor for a, _ in pairs], [b.processor for _, b in pairs]
                ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
                clock = [a.clock for a, _ in pairs]
                print(
                    f"{question.name:22}{'cold' if cold else 'warm':8}"
                    f"{_at(ours, 0.5):12.0f}{_at(ours, 0.95):12.0f}"
                    f"{_at(theirs, 0.5):8.0f}{_at(theirs, 0.95):8.0f}{ratio:8.2f}"
                    f"{_at(clock, 0.5):8.0f}{_at(clock, 0.95):8.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
