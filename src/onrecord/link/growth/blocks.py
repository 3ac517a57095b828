"""The blocks in which claims are looked for, as they were and as they are with what is new.

A block is small, and all its claims are compared with each other, or crowded, and each is
compared with the next ones. So a claim that comes into a crowded block, or leaves it, also
changes with whom its neighbours are compared: those are redone as well.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec.structs import replace

from onrecord.link.clusters import Pair
from onrecord.link.state import Seat, State


class Blocks:
    """The blocks of one kind of claims."""

    def __init__(self, state: State, limits: tuple[int, int], window: int) -> None:
        """Look at the tables, where nothing is new yet.

        Args:
            state: the tables.
            limits: how many members of a narrow block and of a wide one are all compared.
            window: with how many of the next ones each is compared in a crowded block.
        """
        self.state = state
        self.limits = limits
        self.window = window
        self.old: dict[int, Seat] = {}
        """Seats that are replaced or gone, as they were."""
        self.new: dict[int, Seat] = {}
        """Seats that are new or otherwise than before."""
        self.gone: set[int] = set()
        self.fresh: dict[int, list[int]] = {}
        """The blocks of claims that are new or were read anew."""
        self._stored: dict[int, Seat] = {}
        self._members: dict[int, list[int]] = {}
        self._added: dict[int, list[int]] = {}
        self._before: dict[int, list[int]] = {}
        self._after: dict[int, list[int]] = {}
        self._keys: dict[int, list[int]] = {}

    def enter(self, seats: Iterable[Seat], keys: Mapping[int, Sequence[int]], before: Iterable[Seat]) -> None:
        """Put claims in the place of those that documents had ``before``; done once, first of all."""
        self.old.update((seat.number, seat) for seat in before)
        self.new.update((seat.number, seat) for seat in seats)
        self.fresh.update((number, list(own)) for number, own in keys.items())
        self.gone = self.old.keys() - self.fresh.keys()
        for number, own in self.fresh.items():
            for key in own:
                self._added.setdefault(key, []).append(number)

    def seat(self, number: int) -> Seat:
        """Return where a claim sits now."""
        return self.new.get(number) or self._stored[number]

    def was(self, number: int) -> Seat | None:
        """Return where a claim sat before, None for a new one."""
        if number in self.old:
            return self.old[number]
        return self._stored.get(number)

    def change(self, seat: Seat) -> None:
        """Note that a claim sits otherwise than before."""
        self.new[seat.number] = seat

    def fetch(self, numbers: Collection[int]) -> None:
        """Read the seats of claims."""
        unknown = {n for n in numbers if n not in self._stored and n not in self.new and n not in self.old}
        for seat in self.state.seats("number", unknown):
            self._stored[seat.number] = seat

    def before(self, keys: Collection[int]) -> dict[int, list[int]]:
        """Return who was in each block, in order; followers too."""
        return self._listed(keys, self._before, lambda key: self._members[key], self.was)

    def after(self, keys: Collection[int]) -> dict[int, list[int]]:
        """Return who is in each block, in order; followers too."""
        return self._listed(keys, self._after, self._members_now, self.seat)

    def _members_now(self, key: int) -> list[int]:
        kept = [n for n in self._members[key] if n not in self.fresh and n not in self.gone]
        return [*kept, *self._added.get(key, ())]

    def _listed(
        self,
        keys: Collection[int],
        known: dict[int, list[int]],
        members: Callable[[int], list[int]],
        seat: Callable[[int], Seat | None],
    ) -> dict[int, list[int]]:
        """Return the blocks by ``known``, which gains those it does not have yet; the order in one stays."""
        unknown = {key for key in keys if key not in known}
        unread = unknown - self._members.keys()
        found = self.state.members(unread)
        self._members.update((key, found.get(key, [])) for key in unread)
        self.fetch({number for key in unread for number in self._members[key]})
        for key in unknown:
            seats = [one for one in map(seat, members(key)) if one is not None]
            known[key] = [one.number for one in sorted(seats, key=lambda one: one.place)]
        return {key: known[key] for key in keys}

    def keys_now(self, numbers: Collection[int]) -> dict[int, list[int]]:
        """Return the blocks that claims are in."""
        stored = self.keys_before({number for number in numbers if number not in self.fresh})
        return {n: self.fresh[n] if n in self.fresh else stored[n] for n in numbers}

    def keys_before(self, numbers: Collection[int]) -> dict[int, list[int]]:
        """Return the blocks that claims were in."""
        unknown = {number for number in numbers if number not in self._keys}
        found = self.state.keys_of(unknown)
        self._keys.update((number, found.get(number, [])) for number in unknown)
        return {number: self._keys[number] for number in numbers}

    # ----------------------------------------------------------------- pairs

    def partners(self, numbers: Collection[int]) -> set[Pair]:
        """Return the pairs that ``numbers`` are compared in now, the first in place first."""
        asked = {number for number in numbers if not self.seat(number).leads}
        keys = self.keys_now(asked)
        found: set[Pair] = set()
        for key, everybody in self.after(_narrow(keys.values())).items():
            members = [n for n in everybody if not self.seat(n).leads]
            crowded = len(members) > self.limits[key & 1]
            for at, number in enumerate(members):
                if number in asked:
                    low, high = (
                        (max(0, at - self.window), at + 1 + self.window) if crowded else (0, len(members))
                    )
                    found.update((other, number) for other in members[low:at])
                    found.update((number, other) for other in members[at + 1 : high])
        return found

    def shifted(self, changed: Collection[int]) -> set[int]:
        """Return the claims that are compared with others than before because ``changed`` ones are.

        Args:
            changed: claims that are new, gone, read anew, or follow others than before.
        """
        old_keys = self.keys_before({n for n in changed if self.was(n) is not None})
        new_keys = self.keys_now({n for n in changed if n not in self.gone})
        keys = _narrow((*old_keys.values(), *new_keys.values()))
        before, after = self.before(keys), self.after(keys)
        found: set[int] = set()
        for key in keys:
            then = [n for n in before[key] if not (self.was(n) or self.seat(n)).leads]
            now = [n for n in after[key] if not self.seat(n).leads]
            limit = self.limits[key & 1]
            if then != now and (len(then) > limit or len(now) > limit):
                found |= _shifted(then, now, limit, self.window, changed)
        return found - set(changed)

    def settle(self, components: Mapping[int, int], redone: Collection[int]) -> None:
        """Note what ``redone`` claims hang together with from now on."""
        for number in redone:
            if number not in self.gone:
                seat = self.seat(number)
                if seat.component != components.get(number):
                    self.change(replace(seat, component=components.get(number)))

    def changed(self) -> list[Seat]:
        """Return the seats of known claims that are otherwise than before."""
        return [seat for number, seat in sorted(self.new.items()) if number not in self.fresh]


def _narrow(keys: Iterable[Iterable[int]]) -> set[int]:
    """Return the blocks whose members are compared, which crowds as such are not."""
    return {key for own in keys for key in own if key >= 0}


def _shifted(
    then: Sequence[int], now: Sequence[int], limit: int, window: int, changed: Collection[int]
) -> set[int]:
    """Return the members, old or new, that are paired otherwise, but with ``changed`` ones, in a block."""
    if len(then) <= limit or len(now) <= limit:
        return {*then, *now}  # all pairs on one side, some on the other
    old, new = ({n: at for at, n in enumerate(members)} for members in (then, now))
    moved = [(old, then, n) for n in then if n not in new] + [(new, now, n) for n in now if n not in old]
    near = {n for at, members, m in moved for n in members[max(0, at[m] - window) : at[m] + 1 + window]}
    found = set()
    for number in near:
        was, now_is = (_around(number, at, members, window) for at, members in ((old, then), (new, now)))
        if was.difference(changed) != now_is.difference(changed):
            found.add(number)
    return found


def _around(number: int, at: Mapping[int, int], members: Sequence[int], window: int) -> set[int]:
    if number not in at:
        return set()
    return set(members[max(0, at[number] - window) : at[number] + 1 + window])
