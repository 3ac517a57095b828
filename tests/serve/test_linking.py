"""Linking on a copy beside the record: the same as in it, nobody waits, nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import NotARecord, RecordBusy
from onrecord.judging.asked import Act, Verb
from onrecord.pipeline import build
from onrecord.serve import linking
from onrecord.serve.deciding import decide, link_kept, put_decisions_in_force
from onrecord.serve.linking import link_beside
from onrecord.store import beside
from onrecord.store.beside import Beside, clear_beside, copy_of
from onrecord.store.checking import check
from onrecord.store.duckdb import DuckStore
from onrecord.store.locks import locked

TEXT = (
    "Published: 2031-03-05\n\nNorway accused Denmark of blocking the strait on Monday. "
    "Denmark expelled two Norwegian diplomats on Tuesday. Sweden praised Finland. Sweden offered to mediate."
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "one.txt"], folder / "affair.onrecord")
    return folder / "affair.onrecord"


@pytest.fixture
def record(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "affair.onrecord"))


def claims(record: Path) -> list[str]:
    with DuckStore.open(record) as store:
        return [claim.claim_id for claim in store.coded_claims() if claim.event_type]


def reject(record: Path, claim: str, *, link: bool = False) -> None:
    decide(record, [Act(verb=Verb.REJECT, ids=(claim,))], "Ada", link=link)


def state(record: Path) -> tuple[object, ...]:
    with DuckStore.open(record) as store:
        assert not [one for one in check(store) if one.thing not in store.not_linked()]
        decided = [(one.left, one.by) for one in store.decisions()]
        return store.linked(), list(store.claims()), decided, len(store.not_linked())


@pytest.fixture(scope="module")
def expected(built: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[object, ...]:
    """What a record holds in which the first two claims were rejected and linked by in the record itself."""
    record = Path(shutil.copy(built, tmp_path_factory.mktemp("expected") / "affair.onrecord"))
    for name in claims(record)[:2]:
        reject(record, name)
    link_kept(record)
    return state(record)


def beside_it(record: Path) -> list[str]:
    """Return what lies beside the record."""
    return sorted(path.name for path in record.parent.iterdir() if path.name.startswith(record.name + "."))


def rejected_meanwhile(
    patched: pytest.MonkeyPatch, record: Path, claim: str, *, linked: bool = False
) -> None:
    """Have ``claim`` rejected in the record, which nobody holds, while its copy is linked."""

    def put_in_force(store: DuckStore, link: bool) -> None:
        put_decisions_in_force(store, link)
        if link:
            reject(record, claim, link=linked)

    patched.setattr(linking, "put_decisions_in_force", put_in_force)


def test_linking_beside_gives_what_linking_in_the_record_gives(
    record: Path, expected: tuple[object, ...]
) -> None:
    for name in claims(record)[:2]:
        reject(record, name)
    assert link_beside(record)
    assert state(record) == expected
    assert not link_beside(record)
    assert beside_it(record) == []


def test_a_decision_made_meanwhile_is_kept_at_once_and_linked_next(
    record: Path, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = claims(record)[:2]
    reject(record, first)

    with monkeypatch.context() as patched:
        rejected_meanwhile(patched, record, second)
        assert link_beside(record)
    linked, shown, decided, waiting = state(record)
    assert len(decided) == 2  # type: ignore[arg-type]  # a list of decisions
    assert waiting == 1
    assert second not in {claim.claim_id for claim in shown}  # type: ignore[attr-defined]  # claims
    assert linked != expected[0]
    assert link_beside(record)
    assert state(record) == expected


def test_what_another_linked_in_the_record_meanwhile_is_not_lost(
    record: Path, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = claims(record)[:2]
    reject(record, first)

    with monkeypatch.context() as patched:
        rejected_meanwhile(patched, record, second, linked=True)
        assert link_beside(record)
    while link_beside(record):
        pass
    assert state(record) == expected


def test_a_record_that_a_build_has_replaced_meanwhile_is_left_as_the_build_made_it(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = claims(record)[0]
    reject(record, first)
    more = record.with_name("two.txt")
    more.write_text(
        "Published: 2031-03-06\n\nFinland condemned Sweden on Friday and Denmark sent aid to Norway.",
        encoding="utf-8",
    )

    def meanwhile(store: DuckStore, link: bool) -> None:
        put_decisions_in_force(store, link)
        build([more], record)

    with monkeypatch.context() as patched:
        patched.setattr(linking, "put_decisions_in_force", meanwhile)
        assert link_beside(record)
    with DuckStore.open(record) as store:
        assert len(store.processed()) == 2
        assert store.not_linked() == []
        assert first not in {claim.claim_id for claim in store.claims()}
    assert not link_beside(record)
    assert beside_it(record) == []


class Killed(BaseException):
    """What a stopped process does not get past."""


def stop(*_: object, **__: object) -> None:
    raise Killed


@pytest.mark.parametrize(
    "place",
    [
        "onrecord.store.beside._copied",
        "onrecord.relink._link_news",
        "onrecord.store.beside.Beside._caught_up",
        "onrecord.store.beside.Beside._close",
        "onrecord.store.beside._replace",
    ],
)
def test_killed_anywhere_it_leaves_the_record_and_the_next_links_it(
    record: Path, expected: tuple[object, ...], monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    first, second = claims(record)[:2]
    reject(record, first)
    with monkeypatch.context() as patched:
        patched.setattr(Beside, "_leave", lambda self: self._held.close())  # which a killed one does not do
        if place.endswith("_caught_up"):
            patched.setattr("onrecord.store.beside.stamp_of", _never_the_same())
        patched.setattr(place, stop)
        with pytest.raises(Killed):
            link_beside(record)
    reject(record, second)
    assert state(record)[2:] == ([(first, "person:Ada"), (second, "person:Ada")], 2)
    while link_beside(record):
        pass
    assert state(record) == expected
    assert beside_it(record) == []


def _never_the_same() -> Callable[[Path], tuple[int, int, int]]:
    numbers = iter(range(100))
    return lambda record: (next(numbers), 0, 0)


def test_two_do_not_link_at_once(record: Path) -> None:
    reject(record, claims(record)[0])
    with Beside(record), pytest.raises(RecordBusy, match="linking this record"):
        link_beside(record)
    assert link_beside(record)


def test_what_a_killed_one_left_is_thrown_away_but_not_what_is_worked_on(record: Path) -> None:
    copy_of(record).write_bytes(b"half")
    copy_of(record).with_name(copy_of(record).name + ".wal").write_bytes(b"more")
    with (
        locked(record.with_name(record.name + ".linking.lock"), busy=RecordBusy("")),
        pytest.raises(RecordBusy),
    ):
        clear_beside(record)
    assert copy_of(record).exists()
    clear_beside(record)
    assert beside_it(record) == []


def test_without_room_for_a_copy_it_is_linked_in_the_record(
    record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reject(record, claims(record)[0])
    monkeypatch.setattr(linking, "has_room_beside", lambda path: False)
    monkeypatch.setattr(beside, "_copied", stop)
    assert link_beside(record)
    assert state(record)[3] == 0


def test_a_link_to_a_record_stays_one(record: Path) -> None:
    reject(record, claims(record)[0])
    link = record.with_name("link.onrecord")
    link.symlink_to(record)
    assert link_beside(link)
    assert link.is_symlink()
    assert state(record)[3] == 0


def test_the_rights_on_the_record_stay(record: Path) -> None:
    reject(record, claims(record)[0])
    record.chmod(0o600)
    assert link_beside(record)
    assert record.stat().st_mode & 0o777 == 0o600


def test_without_a_record_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(NotARecord):
        link_beside(tmp_path / "none.onrecord")
    assert list(tmp_path.iterdir()) == []
