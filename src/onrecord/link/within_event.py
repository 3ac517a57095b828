"""Conflicts among the claims of one event: yes against no, done against not yet, and two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.link.conflict import conflict, show_date, show_names
from onrecord.link.events import Grouping, event_id, homes
from onrecord.link.gainsaying import gainsaid
from onrecord.link.mentions import Mention
from onrecord.link.origins import Origins
from onrecord.link.status import is_denied, is_pending
from onrecord.link.times import days_apart
from onrecord.records import Actor, Claim, Conflict, ConflictKind, DateValue, Granularity, Modality

DENIED = "who is accused denies it"
"""Note on a conflict between an accusation and the denial of the accused."""
ROUGHLY = 10
"""Days by which an approximate date may be off."""


def within_events(grouping: Grouping, origins: Origins) -> Iterator[Conflict]:
    """Yield the conflicts among the claims of each event."""
    for members in grouping.groups:
        name = event_id(members)
        yield from _polarity(members, origins, name)
        yield from _not_yet(members, origins, name)
        yield from _days(members, origins, name)


def _polarity(members: Sequence[Mention], origins: Origins, event: str) -> Iterator[Conflict]:
    """Yield a yes against the no that answers it."""
    yes, no = gainsaid(members)
    if yes and no:
        sides = (("asserted", yes), ("denied", no))
        yield conflict(ConflictKind.POLARITY, sides, origins, event=event)


def _is_done(claim: Claim) -> bool:
    return claim.modality == Modality.ACTUAL and not is_denied(claim) and not is_pending(claim)


def _not_yet(members: Sequence[Mention], origins: Origins, event: str) -> Iterator[Conflict]:
    """Yield done against not yet, where "not yet" was told after the day it is said to have been done."""
    done = [m for m in members if _is_done(m.claim)]
    days = [m.date.end for m in done if m.date is not None and m.date.granularity == Granularity.DAY]
    pending = [
        m.claim
        for m in members
        if is_pending(m.claim) and m.published is not None and days and m.published > max(days)
    ]
    if pending:
        sides = (("done", [m.claim for m in done]), ("not yet", pending))
        yield conflict(ConflictKind.MODALITY, sides, origins, event=event)


def _days(members: Sequence[Mention], origins: Origins, event: str) -> Iterator[Conflict]:
    """Yield two different days for one done thing."""
    dated = [m for m in members if m.date and m.claim.modality == Modality.ACTUAL and not is_pending(m.claim)]
    groups: list[list[Mention]] = []
    for member in sorted(dated, key=lambda m: (_width(m.date), m.claim.claim_id)):
        home = next((g for g in groups if all(_together(member, other) for other in g)), None)
        if home is None:
            groups.append([member])
        else:
            home.append(member)
    if len(groups) > 1:
        sides = [(show_date(g[0].date), [m.claim for m in g]) for g in groups]
        documents = {m.claim.document_id for m in dated}
        kind = ConflictKind.SELF if len(documents) == 1 else ConflictKind.DATE
        yield conflict(kind, sides, origins, event=event, note="two dates" if len(documents) == 1 else None)


def _width(when: DateValue | None) -> int:
    return (when.end - when.start).days if when else 0


def _together(left: Mention, right: Mention) -> bool:
    """Whether two dates can be one: a day apart they can, unless one is printed in full."""
    if left.date is None or right.date is None:
        return True
    gap = days_apart(left.date, right.date)
    if left.date.approximate or right.date.approximate:
        return gap <= ROUGHLY
    days = left.date.granularity == right.date.granularity == Granularity.DAY
    return gap <= (0 if days and (is_printed(left.date) or is_printed(right.date)) else 1)


def is_printed(when: DateValue) -> bool:
    """Return whether the text gives the day itself, "5 March", rather than a weekday or "yesterday"."""
    return when.span is not None and any(letter.isdigit() for letter in when.span.text)


def against_denials(
    pairs: Iterable[tuple[Claim, Claim]], grouping: Grouping, origins: Origins, shown: frozenset[str]
) -> Iterator[Conflict]:
    """Yield one conflict per accusation that somebody denies.

    ``shown`` holds the claims that are on a side of another conflict over polarity: where
    the alleged act itself is disputed, the accusation need not be as well.
    """
    home = homes(grouping)
    answers: dict[str, list[Claim]] = {}
    accused: dict[str, tuple[Claim, Sequence[Mention]]] = {}
    for accusation, denial in pairs:
        event = home.get(accusation.claim_id)
        if event is not None and accusation.about not in shown:
            name = event_id(event)
            accused.setdefault(name, (accusation, event))
            answers.setdefault(name, []).append(denial)
    for name, (first, members) in sorted(accused.items()):
        sides = (
            (
                f"{show_names(first.actors)} accuses {show_names(first.recipients)}",
                [m.claim for m in members],
            ),
            (f"{show_names(_holders(answers[name]))} denies it", answers[name]),
        )
        yield conflict(ConflictKind.POLARITY, sides, origins, event=name, note=DENIED)


def _holders(claims: Sequence[Claim]) -> list[Actor]:
    return [actor for claim in claims if claim.position for actor in claim.position.holder]
