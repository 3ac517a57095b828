"""A session of review in the terminal: one thing after the other, a key for each decision.

Every decision is kept before the next thing is shown. Events, figures and conflicts are linked
again when the session ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from rich.text import Text

from onrecord.errors import JudgementError, OnRecordError, Outdated
from onrecord.judging.acts import seen
from onrecord.judging.asked import Act, Subject, Verb
from onrecord.judging.corrections import read_changes
from onrecord.judging.decisions import person
from onrecord.judging.desk import Desk
from onrecord.judging.field_kinds import Case, Field
from onrecord.judging.fields import fields_of
from onrecord.judging.queue import Item, Wanted, queue
from onrecord.judging.standing import Thing
from onrecord.judging.told import progress
from onrecord.serve.deciding import decide, link_kept
from onrecord.serve.keys import QUIT, Keys
from onrecord.serve.screen import Screen
from onrecord.serve.terminal.review import item_lines
from onrecord.store.duckdb import DuckStore

KEYS = {
    Subject.CLAIMS: {"a": Verb.ACCEPT, "r": Verb.REJECT, "f": Verb.FIX},
    Subject.EVENTS: {"j": Verb.JOIN, "k": Verb.SPLIT},
    Subject.CONFLICTS: {"c": Verb.CONFIRM, "d": Verb.DISMISS},
    Subject.ACTORS: {"m": Verb.MERGE, "k": Verb.PART},
}
"""The keys that decide."""
OTHERS = {"s": "skip", "n": "note", "u": "undo", "?": "help", QUIT: "quit"}
SAYS = {
    Verb.SPLIT: "keep apart",
    Verb.JOIN: "join",
    Verb.PART: "keep apart",
}
ASKED = 200
"""Things taken from the queue at a time."""


class Session:
    """One person's review of one record."""

    def __init__(self, record: Path, wanted: Wanted, keys: Keys, screen: Screen) -> None:
        self.record, self.wanted, self.keys, self.screen = record, wanted, keys, screen
        self.by = person(wanted.by or "")
        self.decided: list[tuple[str, ...]] = []
        """Ids of the decisions of each step, for undoing."""
        self._skipped: set[tuple[str, ...]] = set()
        self._note: str | None = None

    def run(self) -> int:
        """Ask until nothing is left or the reviewer quits; return the number of decisions that were kept."""
        link_kept(self.record)  # by those of a session that was cut short
        try:
            while batch := self._next():
                if not self._through(batch):
                    break
            else:
                self._say("Nothing is left to decide on.")
        finally:
            if self.decided:
                self._say("linking events, figures and conflicts again ...")
                link_kept(self.record)
        return len(self.decided)

    def _next(self) -> list[Item]:
        with DuckStore.open(self.record) as store:
            wanted = replace(self.wanted, limit=ASKED + len(self._skipped))
            return [item for item in queue(store, wanted) if item.ids not in self._skipped]

    def _through(self, batch: Sequence[Item]) -> bool:
        """Ask about each of ``batch``; return whether to go on."""
        place = 0
        while place < len(batch):
            step = self._ask(batch[place], place + 1, len(batch))
            if step is None:
                return False
            place = max(0, place + step)
        return True

    # ------------------------------------------------------------ one thing

    def _ask(self, item: Item, number: int, count: int) -> int | None:
        """Show ``item`` and do what the key says; return how far to go on, None to stop."""
        known = self._show(item, number, count)
        while True:
            self._prompt(item)
            key = self.keys.key()
            if key == QUIT:
                return None
            if key == "s":
                self._skipped.add(item.ids)
                return 1
            if key == "u":
                return self._undo()
            if key == "n":
                self._note = self.keys.line("note: ") or None
            elif verb := KEYS[item.subject].get(key):
                kept = self._decide(item, verb, known)
                if kept is not None:
                    return kept
            elif key:
                self._help(item)

    def _show(self, item: Item, number: int, count: int) -> dict[Thing, str | None]:
        """Show ``item``; return which decisions stand on it."""
        with DuckStore.open(self.record) as store:
            desk = Desk(store, as_coded=self.wanted.independent)
            for line in item_lines(item, desk, number, count):
                self.screen.print(line)
            return seen(store.decisions(), item.things)

    def _decide(self, item: Item, verb: Verb, known: dict[Thing, str | None]) -> int | None:
        """Keep the decision; return how far to go on, None to ask again."""
        try:
            values = self._fix(item.ids[0]) if verb is Verb.FIX else {}
            if verb is Verb.FIX and not values:
                return None
            act = Act(verb=verb, ids=item.ids, values=values, note=self._note)
            made = decide(self.record, [act], self.by, known, as_coded=self.wanted.independent, link=False)
        except Outdated as error:
            self._say(str(error))
            return 0  # shown as it stands now
        except OnRecordError as error:
            self._say(str(error))
            return None
        self.decided.append(tuple(one.judgement_id for one in made))
        self._note = None
        return 1

    def _undo(self) -> int:
        """Take back the last step of this session; return how far to go on."""
        if not self.decided:
            self._say(
                "nothing of this session to undo; `onrecord judge RECORD undo JDG` takes any decision back"
            )
            return 0
        ids = self.decided.pop()
        decide(self.record, [Act(verb=Verb.UNDO, ids=ids)], self.by, link=False)
        self._say("taken back")
        return -1

    # ------------------------------------------------------------ fixing

    def _fix(self, claim_id: str) -> dict[str, str]:
        """Ask for values, field by field, each checked at once; nothing where there is nothing to fix."""
        with DuckStore.open(self.record) as store:
            case = Desk(store, as_coded=self.wanted.independent).case(claim_id)
            fields = {field.name: field for field in fields_of(case.claim.kind)}
            values: dict[str, str] = {}
            while field := self._which(fields):
                given = self._value(field, case, values)
                if given is not None:
                    values[field.name] = given
        return values

    def _which(self, fields: dict[str, Field]) -> Field | None:
        while name := self.keys.line("field (empty: done, ?: all): ", tuple(fields)):
            fitting = [one for one in fields if one.startswith(name)]
            if name in fields or len(fitting) == 1:
                return fields[name if name in fields else fitting[0]]
            for field in fields.values():
                self._say(f"  {field.name:<12} {field.says}")
        return None

    def _value(self, field: Field, case: Case, values: dict[str, str]) -> str | None:
        """Return a value that ``field`` can have, None where the reviewer leaves it."""
        hints = field.hints(case)
        now = values.get(field.name, field.show(case.claim))
        while given := self.keys.line(f"{field.name}: ", hints, now):
            if given == "?":
                self._say(f"  {field.says}" + (f"\n  {', '.join(hints)}" if hints else ""))
                continue
            try:
                read_changes(case.claim, case.document, {**values, field.name: given}, case.codes)
                return given
            except JudgementError as error:
                self._say(str(error))
        return None

    # ------------------------------------------------------------ words

    def _prompt(self, item: Item) -> None:
        text = Text()
        for key, verb in KEYS[item.subject].items():
            text.append(f"[{key}]", style="bold").append(f" {SAYS.get(verb, verb)}  ")
        for key, word in OTHERS.items():
            text.append(f"[{key}]", style="dim").append(f" {word}  ", style="dim")
        self.screen.print(text)

    def _help(self, item: Item) -> None:
        for verb in KEYS[item.subject].values():
            self._say(f"  {SAYS.get(verb, verb)}: {HELP[verb]}")
        with DuckStore.open(self.record) as store:
            for told in progress(store):
                did = ", ".join(f"{times} {word}" for word, times in told.did.items())
                self._say(
                    f"  {told.subject}: {told.decided} decided of {told.total}{f' ({did})' if did else ''}"
                )

    def _say(self, words: str) -> None:
        self.screen.print(Text(words))


HELP = {
    Verb.ACCEPT: "the text says this, with these values",
    Verb.REJECT: "the text does not say this",
    Verb.FIX: "the text says it, but for some values, which you put right",
    Verb.JOIN: "both tell of one happening (or give one figure)",
    Verb.SPLIT: "they tell of two",
    Verb.CONFIRM: "the sides cannot all hold",
    Verb.DISMISS: "they can",
    Verb.MERGE: "both are one; the second id stays",
    Verb.PART: "they are two",
}
