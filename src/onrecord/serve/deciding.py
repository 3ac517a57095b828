"""Keeps persons' decisions in a record and puts them in force: a short write, safe beside other people's.

The record is opened for writing only for the moment of a decision, so that several people can
work on it at once; whoever comes second waits a moment, or is told that the other decided first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from onrecord.judging.acts import after, decided
from onrecord.judging.asked import Act
from onrecord.judging.desk import Desk
from onrecord.judging.in_force import put_in_force
from onrecord.judging.standing import Thing, check_current
from onrecord.records import Judgement
from onrecord.relink import relink
from onrecord.store.chosen import settings_of
from onrecord.store.duckdb import DuckStore
from onrecord.store.writing import writing

PATIENCE = 10.0
"""Seconds that a decision waits for somebody else who is writing."""

Make = Callable[[Desk, datetime], Sequence[Judgement]]
"""Makes decisions at a given moment."""


def decide(
    record: Path,
    acts: Sequence[Act],
    by: str,
    expected: Mapping[Thing, str | None] | None = None,
    *,
    as_coded: bool = False,
    link: bool = True,
) -> tuple[Judgement, ...]:
    """Return the decisions that ``acts`` of the person ``by`` amount to, kept and in force.

    All are kept, or none. What is linked follows at once, or with ``link=False`` when
    :func:`link_kept` is called.

    Args:
        record: the record file.
        acts: what is asked for.
        by: the person's name.
        expected: which decision was seen to stand on what is decided, None for none.
        as_coded: corrections are to what the coder read, not to what others corrected.
        link: whether events, figures and conflicts follow at once.

    Raises:
        Outdated: another decision stands by now than the one in ``expected``.
        JudgementError: an act cannot be.
        NoSuchThing: an id is nothing in the record.
        RecordBusy: somebody else kept on writing for :data:`PATIENCE` seconds.
    """
    return keep(
        record,
        lambda desk, at: [one for act in acts for one in decided(act, desk, by, at)],
        expected,
        as_coded=as_coded,
        link=link,
    )


def keep(
    record: Path,
    make: Make,
    expected: Mapping[Thing, str | None] | None = None,
    *,
    as_coded: bool = False,
    link: bool = True,
) -> tuple[Judgement, ...]:
    """Return the decisions that ``make`` makes on the record at ``record``, kept and in force."""
    with writing(record, wait=PATIENCE) as store:
        return keep_in(store, make, expected, as_coded=as_coded, link=link)


def keep_in(
    store: DuckStore,
    make: Make,
    expected: Mapping[Thing, str | None] | None = None,
    *,
    as_coded: bool = False,
    link: bool = True,
) -> tuple[Judgement, ...]:
    """Return the decisions that ``make`` makes, kept and in force in a record that is open for writing."""
    before = list(store.decisions())
    check_current(before, expected or {})
    made = tuple(make(Desk(store, as_coded=as_coded), after(before, datetime.now(UTC))))
    if made:
        store.decide(made)
        put_decisions_in_force(store, link)
    return made


def link_kept(record: Path) -> bool:
    """Link ``record`` by decisions that nothing links yet; return whether there were any.

    Ends a run of decisions that were kept with ``link=False``. At the start of whatever decides, it puts
    right what was cut short before.

    Raises:
        NotARecord: there is no record at ``record``.
        RecordBusy: somebody else kept on writing for :data:`PATIENCE` seconds.
    """
    with DuckStore.open(record) as store:
        if not store.not_linked():
            return False
    with writing(record, wait=PATIENCE) as store:
        put_decisions_in_force(store, link=True)
    return True


def put_decisions_in_force(store: DuckStore, link: bool) -> None:
    """Make what stands decided hold: in the claims, and with ``link`` in all that rests on them."""
    settings = settings_of(store)
    if link:
        relink(store, settings, lambda step, count: None)
    else:
        put_in_force(store, Desk(store).codes.ontology)
