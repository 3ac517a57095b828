"""The events that new or changed claims touch: looked for, grouped anew, and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from onrecord.link import dates
from onrecord.link.candidates import CROWD, WIDE, Crowds, Key, crowd_key, follow, keys_of
from onrecord.link.clusters import Pair
from onrecord.link.decisions import Decisions
from onrecord.link.events import (
    Grouping,
    cluster,
    compared_apart,
    decided_on,
    hangs_together,
    place_in_record,
)
from onrecord.link.growth.blocks import Blocks
from onrecord.link.growth.regrouping import Regrouping
from onrecord.link.growth.view import View, kept_part
from onrecord.link.mentions import Mention, prepare
from onrecord.link.pairs import Comparison, compare_mentions, compatible_types
from onrecord.link.state import SCHEMA, Seat, key_number, seat_row
from onrecord.records import Claim, DateValue, Judgement, Kind

KIND = "event"


class Redone(Struct, frozen=True):
    """What became of the events."""

    grouping: Grouping
    """The events made anew and those that they were compared with; all pairs that touch the former."""
    claims: set[str]
    """Claims whose events were made anew, those that are gone included."""
    judgements: list[Judgement]
    """On dates that were lent."""
    asked: set[str]
    """Undated documents that were lent days anew."""


class _Crowd(Struct, frozen=True):
    """The claims of one block that is or was a crowd."""

    rest: Sequence[int]
    """From the first one on that is otherwise than before, in order."""
    happenings: list[list[int]]
    """Examples that there are before them, by happening."""
    is_one: bool
    """Whether it is a crowd now."""

    def looked_at(self) -> Iterator[int]:
        """Yield the claims that are held against each other."""
        if self.is_one:
            yield from self.rest
            for examples in self.happenings:
                yield from examples


def block_keys(mention: Mention) -> list[int]:
    """Return the blocks that a claim is in; a crowd as such is below 0."""
    crowd = key_number(KIND, crowd_key(mention), wide=False)
    return [*sorted({_number(key) for key in keys_of(mention)}), -1 - crowd]


def _number(key: Key) -> int:
    return key_number(KIND, key, wide=key[0] == "story")


def seat_of(number: int, mention: Mention, undated: bool) -> Seat:
    """Return where a claim sits before anything is known of it."""
    claim = mention.claim
    asks = undated and dates.asks_for_day(mention, {claim.document_id})
    start = claim.trigger.start
    return Seat(number, claim.claim_id, claim.document_id, mention.published, start, False, asks)


def redo_events(view: View, documents: Collection[str], decided: Decisions) -> Redone:
    """Group anew what the claims of ``documents`` touch, write it down, and return it."""
    work = _Work(view, decided)
    asked, judgements = work.lend_days(documents)
    work.enter({*documents, *asked})
    work.follow_examples()
    redone = work.hang_together()
    grouping = work.group(redone)
    names = {seat.claim_id for seat in work.blocks.old.values()}
    names |= {work.blocks.seat(number).claim_id for number in redone}
    return Redone(grouping, names, judgements, asked)


class _Work(Regrouping):
    """One redoing of events under way."""

    OF = "NOT figure"

    def __init__(self, view: View, decided: Decisions) -> None:
        super().__init__(view, decided, Blocks(view.state, (WIDE, 2 * CROWD), WIDE))
        self.compared: dict[Pair, Comparison] = {}
        self.inherited: dict[str, DateValue] = {}

    # ------------------------------------------------------------------ days

    def lend_days(self, documents: Collection[str]) -> tuple[set[str], list[Judgement]]:
        """Find the days that other documents lend to undated ones; return whom that concerns."""
        undated = self._undated(documents)
        known = self.view.pages(undated)
        mentions = prepare(_event_claims(self.view.claims_of(undated)), known, {})
        asking = [mention for mention in mentions if dates.asks_for_day(mention, undated)]
        lenders = self._lenders({_number(key) for mention in asking for key in keys_of(mention)}, documents)
        pairs = dates.pairs_with_days(asking, lambda key: lenders.get(_number(key), []))
        self.inherited, judgements = dates.inherit(pairs, [mention.claim for mention in mentions])
        return undated, judgements

    def _undated(self, documents: Collection[str]) -> set[str]:
        """Return the undated among ``documents``, and those that may take a day from one of them."""
        state = self.view.state
        if not state.rows(f"SELECT 1 FROM {SCHEMA}.articles WHERE day IS NULL LIMIT 1"):
            return set()
        sql = (
            f"SELECT document_id FROM {SCHEMA}.articles SEMI JOIN given ON document_id = id WHERE day IS NULL"
        )
        found = {str(name) for (name,) in state.where(documents, sql)}
        sql = (
            f"SELECT DISTINCT m.document_id FROM {SCHEMA}.mentions m"
            f" JOIN {SCHEMA}.keys k ON k.mention = m.number SEMI JOIN given ON k.key = id WHERE m.asks"
        )
        return found | {str(name) for (name,) in state.where(self._lending_keys(documents), sql)}

    def _lending_keys(self, documents: Collection[str]) -> set[int]:
        """Return the blocks in which claims of ``documents`` lend a day or did so before."""
        claims = _event_claims(self.view.claims_of(documents))
        mentions = prepare(claims, self.view.pages(documents), {})
        keys = {_number(key) for m in mentions if dates.gives_day(m.claim) for key in keys_of(m)}
        seats = self.view.state.seats("document_id", documents)
        old = self.view.state.keys_of({seat.number for seat in seats if not seat.figure})
        return keys | {key for own in old.values() for key in own if key >= 0}

    def _lenders(self, keys: Collection[int], documents: Collection[str]) -> dict[int, list[Mention]]:
        """Return the claims that lend a day, by block and in order, as they are now."""
        if not keys:
            return {}
        state = self.view.state
        stored = state.members(keys)
        seats = state.seats("number", {n for held in stored.values() for n in held})
        others = [seat for seat in seats if seat.document_id not in documents]
        self.view.recall(others)
        mentions = [self.view.mentions[seat.number] for seat in others]
        lending = [replace(m, date=m.claim.date) for m in mentions]
        claims = _event_claims(self.view.claims_of(documents))
        lending += prepare(claims, self.view.pages(documents), {})
        found: dict[int, list[Mention]] = {key: [] for key in keys}
        for mention in sorted(lending, key=place_in_record):
            for key in keys_of(mention) if dates.gives_day(mention.claim) else ():
                if _number(key) in found:
                    found[_number(key)].append(mention)
        return found

    # ---------------------------------------------------------------- claims

    def enter(self, documents: Collection[str]) -> None:
        """Read the claims of documents anew, in the place of what was known of them."""
        state = self.view.state
        claims = _event_claims(self.view.claims_of(documents))
        mentions = prepare(claims, self.view.pages(documents), self.inherited)
        before = [seat for seat in state.seats("document_id", documents) if not seat.figure]
        known = {seat.claim_id: seat.number for seat in before}
        following = state.next_mention()
        seats, keys = [], {}
        for mention in mentions:
            number = known.get(mention.claim.claim_id)
            if number is None:
                number, following = following, following + 1
            seats.append(seat_of(number, mention, undated=mention.published is None))
            keys[number] = block_keys(mention)
            self.view.mentions[number] = mention
        self.blocks.enter(seats, keys, before)
        self.dirty = {*self.blocks.fresh, *self.blocks.gone}
        self._read_near()

    def _read_near(self) -> None:
        """Read in one go whom the claims will be compared with, but in crowds, where that is few."""
        keys = {key for own in self.blocks.fresh.values() for key in own}
        blocks = self.blocks.after(keys).values()
        self._recall({number for members in blocks if len(members) <= 2 * CROWD for number in members})

    def follow_examples(self) -> None:
        """Find anew whom the claims of touched crowds follow, from the first one on that is otherwise."""
        blocks = self.blocks
        keys = {key for own in blocks.fresh.values() for key in own if key < 0}
        old = blocks.keys_before(blocks.old)
        keys |= {key for own in old.values() for key in own if key < 0}
        before, after = blocks.before(keys), blocks.after(keys)
        crowds = [
            self._opened(before[key], after[key])
            for key in sorted(keys)
            if max(len(before[key]), len(after[key])) > CROWD
        ]
        self._recall({number for crowd in crowds for number in crowd.looked_at()})
        for crowd in crowds:
            self._follow(crowd)

    def _opened(self, before: Sequence[int], after: Sequence[int]) -> _Crowd:
        """Return a block that is or was a crowd, from the first claim on that is otherwise than before."""
        blocks = self.blocks
        first = 0
        if len(before) > CROWD:  # what stands before the first change stays as it was
            changed = [self._was(n).place for n in before if n in blocks.fresh or n in blocks.gone]
            changed += [blocks.seat(n).place for n in after if n in blocks.fresh]
            first = sum(1 for n in after if blocks.seat(n).place < min(changed))
        happenings: dict[int, list[int]] = {}
        for number in after[:first]:
            happening = blocks.seat(number).happening
            if happening is not None:
                happenings.setdefault(happening, []).append(number)
        return _Crowd(after[first:], list(happenings.values()), len(after) > CROWD)

    def _follow(self, crowd: _Crowd) -> None:
        """Find anew whom the claims of a crowd follow."""
        found = Crowds({}, {})
        if crowd.is_one:
            rest = [self.view.mentions[n] for n in crowd.rest]
            decided = decided_on(rest, self.decided.events, self.decided.actors_apart)
            free = [number for at, number in enumerate(crowd.rest) if at not in decided]
            follow(self.view.mentions, free, crowd.happenings, found)
        for number in crowd.rest:
            follower = found.followers.get(number)
            leads = (follower.leader,) if follower else ()
            seat = self.blocks.seat(number)
            if (seat.leads, seat.happening) != (leads, found.happenings.get(number)):
                self.blocks.change(replace(seat, leads=leads, happening=found.happenings.get(number)))
                self.dirty.add(number)

    def _was(self, number: int) -> Seat:
        seat = self.blocks.was(number)
        if seat is None:
            raise AssertionError("a claim was in a block without having a seat")
        return seat

    # ---------------------------------------------------------------- groups

    def _compare(self, pairs: Collection[Pair]) -> set[Pair]:
        """Compare pairs that were not compared yet; return those that hang together."""
        self._recall({number for pair in pairs for number in pair})
        mentions = self.view.mentions
        together = set()
        for left, right in sorted(set(pairs) - self.compared.keys()):
            if compatible_types(mentions[left].claim, mentions[right].claim):
                found = compared_apart(mentions[left], mentions[right], self.decided.actors_apart)
                self.compared[left, right] = found
                if hangs_together(mentions[left], mentions[right], found):
                    together.add((left, right))
        return together

    def _led(self, numbers: Collection[int]) -> set[Pair]:
        """Compare the followers among ``numbers`` with their leaders; return those pairs."""
        pairs = {(leader, n) for n in numbers for leader in self.blocks.seat(n).leads}
        self._recall({number for pair in pairs for number in pair})
        for left, right in pairs - self.compared.keys():
            self.compared[left, right] = compare_mentions(self.view.mentions[left], self.view.mentions[right])
        return pairs

    def _tied_pairs(self, numbers: Collection[int]) -> set[Pair]:
        """Return the claims that persons joined with ``numbers``, as pairs."""
        ties = self.decided.events
        if not ties.together:
            return set()
        place = self._numbers(ties.named())
        pairs = {(place[d.left], place[d.right]) for d in ties.together if {d.left, d.right} <= place.keys()}
        return {pair for pair in pairs if pair[0] in numbers or pair[1] in numbers}

    def _numbers(self, claims: Collection[str]) -> dict[str, int]:
        """Return the numbers of event claims by their ids."""
        stored = {s.claim_id: s.number for s in self.view.state.seats("claim_id", claims) if not s.figure}
        new = {self.blocks.seat(number).claim_id: number for number in self.blocks.fresh}
        gone = {self.blocks.old[number].claim_id for number in self.blocks.gone}
        return {name: n for name, n in (stored | new).items() if name in claims and name not in gone}

    def _recall(self, numbers: Collection[int]) -> None:
        self.blocks.fetch(numbers)
        self.view.recall(self.blocks.seat(number) for number in numbers)

    def group(self, redone: Collection[int]) -> Grouping:
        """Group what is redone, and put beside it the events that it was compared with."""
        blocks, mentions = self.blocks, self.view.mentions
        self._recall(redone)
        ordered = sorted(redone, key=lambda n: blocks.seat(n).place)
        place = {number: at for at, number in enumerate(ordered)}
        inner = {
            (place[i], place[j]): found
            for (i, j), found in self.compared.items()
            if i in place and j in place
        }
        followers = {place[n] for n in ordered if blocks.seat(n).leads}
        groups = cluster([mentions[n] for n in ordered], inner, followers, self.decided.events)
        made = [tuple(mentions[ordered[at]] for at in members) for members in groups]
        outside = {n for pair in self.compared for n in pair} - set(redone)
        pairs = tuple((mentions[i], mentions[j], found) for (i, j), found in self.compared.items())
        self._write()
        return Grouping(
            (*made, *given_events(self.view, {mentions[n].claim.claim_id for n in outside})), pairs
        )

    def _write(self) -> None:
        """Write where everybody sits now."""
        state, blocks = self.view.state, self.blocks
        state.remove_claims({*blocks.fresh, *blocks.gone})
        state.add(
            "mentions",
            [seat_row(blocks.seat(n), kept_part(self.view.mentions[n])) for n in sorted(blocks.fresh)],
        )
        rows = [(key, number) for number, own in sorted(blocks.fresh.items()) for key in own]
        state.add_pairs("keys", [key for key, _ in rows], [number for _, number in rows])
        state.change_seats(blocks.changed())


def given_events(view: View, claims: Collection[str]) -> list[tuple[Mention, ...]]:
    """Return the events that ``claims`` are in and that stay as they are."""
    state = view.state
    sql = (
        "SELECT event_id, claim_id FROM event_claims WHERE event_id IN"
        " (SELECT event_id FROM event_claims SEMI JOIN given ON claim_id = id)"
    )
    groups: dict[str, list[str]] = {}
    for event, claim in state.where(claims, sql):
        groups.setdefault(str(event), []).append(str(claim))
    names = {name for members in groups.values() for name in members}
    seats = {seat.claim_id: seat for seat in state.seats("claim_id", names) if not seat.figure}
    view.recall(seats.values())
    return [
        tuple(sorted((view.mentions[seats[name].number] for name in members), key=place_in_record))
        for _, members in sorted(groups.items())
    ]


def _event_claims(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.kind == Kind.EVENT and claim.event_type]
