"""Two runs of one record side by side: which claims changed, field by field, and why they can have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from onrecord.errors import NoSuchThing
from onrecord.records import Claim
from onrecord.store.base import Run, Store
from onrecord.store.lines import Line
from onrecord.store.lookup import decode
from onrecord.store.schema import VERSIONS
from onrecord.store.table import KEPT

Plain = dict[str, object]


class Field(Struct, frozen=True):
    """One value that differs: dotted name, and what it is in either run; None where it is missing."""

    name: str
    before: object
    after: object


class ClaimChange(Struct, frozen=True, kw_only=True):
    """One claim that the runs do not have alike."""

    change: str
    """added, gone or altered."""
    before: Claim | None
    after: Claim | None
    fields: tuple[Field, ...] = ()
    """Altered: what differs."""
    decisions: tuple[str, ...] = ()
    """Ids of what persons decided on the claim, which the other run may not have under that id."""

    @property
    def claim(self) -> Claim:
        """The claim as the later run has it, else as the earlier one had it."""
        found = self.after or self.before
        assert found is not None
        return found


class RunDiff(Struct, frozen=True, kw_only=True):
    """What changed from one run to another, and why it can have."""

    before: Run
    after: Run
    versions: tuple[Field, ...]
    """Versions in which the runs differ."""
    settings: tuple[Field, ...]
    """Settings in which they differ, where both kept theirs."""
    documents: int
    """Documents that both coded; only those are compared."""
    only_before: int
    only_after: int
    alike: int
    """Claims that are the same in both."""
    claims: tuple[ClaimChange, ...]
    """In order of document and place in the text."""


def diff(store: Store, before: int, after: int) -> RunDiff:
    """Return what changed in ``store`` from the run ``before`` to the run ``after``.

    A claim that has another id in the later run, for its type, parties or status are part of it, is
    told as altered where it stands on the same words.

    Raises:
        NoSuchThing: the record has no such run.
    """
    one, other = _run(store, before), _run(store, after)
    both, only_before, only_after = _documents(store, before, after)
    return RunDiff(
        before=one,
        after=other,
        versions=tuple(
            Field(name, one.versions.get(name), other.versions.get(name))
            for name in VERSIONS
            if one.versions.get(name) != other.versions.get(name)
        ),
        settings=tuple(_fields(_settings(one), _settings(other))) if one.chosen and other.chosen else (),
        documents=both,
        only_before=only_before,
        only_after=only_after,
        alike=_alike(store, before, after),
        claims=tuple(_changes(store, before, after)),
    )


def diff_lines(told: RunDiff) -> Iterator[Line]:
    """Yield ``told`` as lines: what differs between the runs, then every claim that changed."""
    for what, fields in (("version", told.versions), ("setting", told.settings)):
        for field in fields:
            yield {"what": what, **msgspec.structs.asdict(field)}
    for one in told.claims:
        yield {
            "what": "claim",
            "change": one.change,
            "claim_id": one.claim.claim_id,
            "claim_id_before": one.before.claim_id if one.before else None,
            "document_id": one.claim.document_id,
            "kind": str(one.claim.kind),
            "trigger": msgspec.to_builtins(one.claim.trigger),
            "sentence": one.claim.sentence.text,
            "fields": [msgspec.structs.asdict(field) for field in one.fields],
            "decisions": list(one.decisions),
        }


def _run(store: Store, number: int) -> Run:
    runs = store.runs()
    for run in runs:
        if run.run_id == number:
            return run
    raise NoSuchThing(
        f"the record has no run {number}",
        remedy=f"Its runs are {', '.join(str(run.run_id) for run in runs)}.",
    )


def _settings(run: Run) -> Plain:
    found = msgspec.json.decode(run.chosen or "{}")
    assert isinstance(found, dict)
    return found


_CODED = f"SELECT document_id FROM {KEPT}.coded WHERE run_id = ?"
_BOTH = f"{_CODED} INTERSECT {_CODED}"


def _documents(store: Store, before: int, after: int) -> tuple[int, int, int]:
    """Return how many documents both runs coded, only the earlier, only the later."""

    def count(sql: str, *runs: int) -> int:
        return int(str(next(store.rows(f"SELECT count(*) FROM ({sql})", runs))[0]))

    only = f"{_CODED} EXCEPT {_CODED}"
    return count(_BOTH, before, after), count(only, before, after), count(only, after, before)


def _joined(columns: str, condition: str) -> str:
    side = f"SELECT claim_id, document_id, trigger_start, record FROM {KEPT}.claims WHERE run_id = ?"
    side += f" AND document_id IN ({_BOTH})"
    return f"SELECT {columns} FROM ({side}) a FULL JOIN ({side}) b USING (claim_id) WHERE {condition}"


def _alike(store: Store, before: int, after: int) -> int:
    values = [before, before, after, after, before, after]
    return int(str(next(store.rows(_joined("count(*)", "a.record = b.record"), values))[0]))


def _changes(store: Store, before: int, after: int) -> list[ClaimChange]:
    sql = _joined("a.record, b.record", "a.record IS DISTINCT FROM b.record")
    pairs = [
        (_claim(a), _claim(b)) for a, b in store.rows(sql, [before, before, after, after, before, after])
    ]
    gone = [a for a, b in pairs if a is not None and b is None]
    added = [b for a, b in pairs if a is None and b is not None]
    same_id = [(a, b) for a, b in pairs if a is not None and b is not None]
    matched = _on_the_same_words(gone, added)
    taken = {claim.claim_id for pair in matched for claim in pair}
    decided = _decided(store)
    changes = [
        *(_altered(a, b, decided) for a, b in (*same_id, *matched)),
        *(_change("gone", a, None, decided) for a in gone if a.claim_id not in taken),
        *(_change("added", None, b, decided) for b in added if b.claim_id not in taken),
    ]
    return sorted(
        changes, key=lambda c: (c.claim.document_id, c.claim.trigger.start, c.change, c.claim.claim_id)
    )


def _claim(record: object) -> Claim | None:
    return None if record is None else decode(record, Claim)


def _altered(before: Claim, after: Claim, decided: dict[str, list[str]]) -> ClaimChange:
    fields = tuple(_fields(_plain(before), _plain(after)))
    return msgspec.structs.replace(_change("altered", before, after, decided), fields=fields)


def _change(
    change: str, before: Claim | None, after: Claim | None, decided: dict[str, list[str]]
) -> ClaimChange:
    names = sorted({claim.claim_id for claim in (before, after) if claim})
    decisions = tuple(one for name in names for one in decided[name])
    return ClaimChange(change=change, before=before, after=after, decisions=decisions)


def _decided(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for decision in store.decisions():
        if decision.relation == "claim":
            found[decision.left].append(decision.judgement_id)
    return found


def _on_the_same_words(gone: Iterable[Claim], added: Iterable[Claim]) -> list[tuple[Claim, Claim]]:
    """Return claims that stand on the same words but have other ids, those that differ least together."""
    places: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in added:
        places[_place(claim)].append(claim)
    pairs = []
    for claim in sorted(gone, key=lambda c: c.claim_id):
        if here := places[_place(claim)]:
            nearest = min(here, key=lambda other: (_distance(claim, other), other.claim_id))
            here.remove(nearest)
            pairs.append((claim, nearest))
    return pairs


def _place(claim: Claim) -> tuple[object, ...]:
    return claim.document_id, claim.kind, claim.trigger.start, claim.trigger.end


def _distance(one: Claim, other: Claim) -> int:
    return sum(1 for _ in _fields(_plain(one), _plain(other)))


def _plain(claim: Claim) -> Plain:
    found = msgspec.to_builtins(claim)
    assert isinstance(found, dict)
    return {name: value for name, value in found.items() if name != "claim_id"}


def _fields(before: Plain, after: Plain, inside: str = "") -> Iterator[Field]:
    """Yield what differs between two records as plain data; lists are compared whole."""
    for name in sorted(before.keys() | after.keys()):
        one, other = before.get(name), after.get(name)
        if isinstance(one, dict) and isinstance(other, dict):
            yield from _fields(one, other, f"{inside}{name}.")
        elif one != other:
            yield Field(f"{inside}{name}", one, other)
