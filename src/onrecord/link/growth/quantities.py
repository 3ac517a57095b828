"""The figures that new or changed claims touch: looked for, grouped anew, and no others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from onrecord.link.clusters import Pair
from onrecord.link.decisions import Decisions
from onrecord.link.figure_match import Verdict
from onrecord.link.figure_pairs import CROWD, WIDE, followers_in, keys_of, told_with
from onrecord.link.figures import (
    LinkedFigures,
    cluster_figures,
    describe,
    keep_apart,
    place_in_record,
    verdict_on,
)
from onrecord.link.growth.blocks import Blocks
from onrecord.link.growth.regrouping import Regrouping
from onrecord.link.growth.view import View
from onrecord.link.state import Seat, key_number, seat_row
from onrecord.records import Claim, Kind

KIND = "figure"


class Counted(Struct, frozen=True):
    """What became of the figures."""

    linked: LinkedFigures
    """The figures made anew and those that they were compared with."""
    claims: set[str]
    """Claims whose figures were made anew, those that are gone included."""
    told: list[Claim]
    """All figure claims of ``linked``."""
    published: dict[str, date | None]
    """The day of each document of these."""


def block_keys(claim: Claim, story: str) -> list[int]:
    """Return the blocks that a claim is in."""
    return sorted({key_number(KIND, key, wide=False) for key in keys_of(claim, story)})


def seat_of(number: int, claim: Claim) -> Seat:
    """Return where a claim sits before anything is known of it; figures stand by document alone."""
    return Seat(number, claim.claim_id, claim.document_id, None, claim.trigger.start, figure=True)


def redo_figures(
    view: View,
    documents: Collection[str],
    elsewhere: Collection[str],
    events: Mapping[str, str | None],
    decided: Decisions,
) -> Counted:
    """Group anew what the figure claims of ``documents`` touch, write it down, and return it.

    Args:
        view: the record.
        documents: those whose claims are to be read anew.
        elsewhere: others in which a claim is in another event now.
        events: of claims whose event was made anew, that event.
        decided: persons' decisions.
    """
    work = _Work(view, decided, events)
    work.enter(documents, elsewhere)
    work.follow_first_ones()
    redone = work.hang_together()
    return work.group(redone)


class _Work(Regrouping):
    """One redoing of figures under way."""

    OF = "figure"

    def __init__(self, view: View, decided: Decisions, events: Mapping[str, str | None]) -> None:
        super().__init__(view, decided, Blocks(view.state, (2 * CROWD, 2 * CROWD), WIDE))
        self.events = events
        self.claims: dict[int, Claim] = {}
        self.verdicts: dict[Pair, Verdict] = {}
        self.led: dict[int, tuple[int, Verdict] | None] = {}
        self.home: dict[str, str] = {}
        self.told: dict[str, str] = {}
        self._told_in: set[str] = set()

    def enter(self, documents: Collection[str], elsewhere: Collection[str]) -> None:
        """Read the claims of documents anew, in the place of what was known of them."""
        state = self.view.state
        claims = _figures(self.view.claims_of(documents))
        stories = self.view.stories_of(documents)
        before = [seat for seat in state.seats("document_id", documents) if seat.figure]
        known = {seat.claim_id: seat.number for seat in before}
        following = state.next_mention()
        seats, keys = [], {}
        for claim in claims:
            number = known.get(claim.claim_id)
            if number is None:
                number, following = following, following + 1
            seats.append(seat_of(number, claim))
            keys[number] = block_keys(claim, stories[claim.document_id])
            self.claims[number] = claim
        self.blocks.enter(seats, keys, before)
        others = [seat for seat in state.seats("document_id", elsewhere) if seat.figure]
        self.blocks.fetch({seat.number for seat in others})
        self.dirty = {*self.blocks.fresh, *self.blocks.gone, *(seat.number for seat in others)}
        self._read_near()

    def _read_near(self) -> None:
        """Read in one go whom the claims will be compared with, but in crowds, where that is few."""
        keys = {key for own in self.blocks.fresh.values() for key in own}
        near = {n for held in self.blocks.after(keys).values() if len(held) <= 2 * CROWD for n in held}
        self._read(near)

    def follow_first_ones(self) -> None:
        """Find anew, in touched crowds, which claims stand for which others."""
        blocks = self.blocks
        changed = {*blocks.fresh, *blocks.gone}
        old = blocks.keys_before(blocks.old)
        keys = {key for own in (*blocks.fresh.values(), *old.values()) for key in own}
        before, after = blocks.before(keys), blocks.after(keys)
        crowds = [key for key in keys if max(len(before[key]), len(after[key])) > CROWD]
        asked = {number for key in crowds for number in after[key]} | (changed - blocks.gone)
        leads = self._leads(asked) if crowds else {}
        for number in sorted(asked):
            seat = blocks.seat(number)
            if seat.leads != leads.get(number, ()):
                blocks.change(replace(seat, leads=leads.get(number, ())))
                self.dirty.add(number)

    def _leads(self, asked: Collection[int]) -> dict[int, tuple[int, ...]]:
        """Return which claims stand for each of ``asked``, in any of its blocks."""
        own = self.blocks.keys_now(asked)
        found: dict[int, set[int]] = {}
        blocks = self.blocks.after({key for keys in own.values() for key in keys}).values()
        crowds = [members for members in blocks if len(members) > CROWD]
        self._read({number for members in crowds for number in members})
        for members in crowds:
            claims = [self.claims[number] for number in members]
            for at, first in followers_in(claims, range(len(members)), self.decided.figures.named()):
                found.setdefault(members[at], set()).update(members[i] for i in first)
        place = {n: self.blocks.seat(n).place for leads in found.values() for n in leads}
        return {number: tuple(sorted(leads, key=place.__getitem__)) for number, leads in found.items()}

    def _compare(self, pairs: Collection[Pair]) -> set[Pair]:
        """Compare pairs that were not compared yet; return those that give one quantity."""
        self._read({number for pair in pairs for number in pair})
        self._learn_events({number for pair in pairs for number in pair})
        same = set()
        for left, right in sorted(set(pairs) - self.verdicts.keys()):
            found = verdict_on(self.claims[left], self.claims[right], self.home, self.told)
            self.verdicts[left, right] = found
            if found[0] == "same":
                same.add((left, right))
        return same

    def _led(self, numbers: Collection[int]) -> set[Pair]:
        """Find whom the followers among ``numbers`` follow; return those pairs."""
        leads = {n: self.blocks.seat(n).leads for n in numbers if n not in self.led}
        everybody = {n for number, first in leads.items() if first for n in (number, *first)}
        self._read(everybody)
        self._learn_events(everybody)
        for number, first in leads.items():
            verdicts = (
                (one, verdict_on(self.claims[one], self.claims[number], self.home, self.told))
                for one in first
            )
            self.led[number] = next((row for row in verdicts if row[1][0] == "same"), None)
        # whoever stands for a claim decides whether it follows him, even where it does not
        return {(leader, number) for number, first in leads.items() for leader in first}

    def _read(self, numbers: Collection[int]) -> None:
        """Read claims, with all others of their documents, and the stories of these."""
        self.blocks.fetch(numbers)
        seats = {n: self.blocks.seat(n) for n in numbers if n not in self.claims}
        self.view.read_documents({seat.document_id for seat in seats.values()})
        found = self.view.claims({seat.claim_id for seat in seats.values()})
        self.claims.update((number, found[seat.claim_id]) for number, seat in seats.items())
        unknown = {self.claims[n].document_id for n in numbers} - self.home.keys()
        self.home.update(self.view.stories_of(unknown))

    def _learn_events(self, numbers: Collection[int]) -> None:
        """Find out with which events claims are told."""
        documents = {self.claims[n].document_id for n in numbers} - self._told_in
        if not documents:
            return
        claims = self.view.claims_of(documents)
        events = stored_events(self.view, documents) | {
            name: event for name, event in self.events.items() if event is not None
        }
        for name, event in self.events.items():
            if event is None:
                events.pop(name, None)
        self.told.update(told_with(_figures(claims), events, claims))
        self._told_in |= documents

    def _tied_pairs(self, numbers: Collection[int]) -> set[Pair]:
        ties = self.decided.figures
        if not ties.together:
            return set()
        stored = {s.claim_id: s.number for s in self.view.state.seats("claim_id", ties.named()) if s.figure}
        new = {self.blocks.seat(n).claim_id: n for n in self.blocks.fresh}
        gone = {self.blocks.old[n].claim_id for n in self.blocks.gone}
        place = {name: n for name, n in (stored | new).items() if name not in gone}
        pairs = {(place[d.left], place[d.right]) for d in ties.together if {d.left, d.right} <= place.keys()}
        return {pair for pair in pairs if pair[0] in numbers or pair[1] in numbers}

    def group(self, redone: Collection[int]) -> Counted:
        """Group what is redone, and put beside it the figures that it was compared with."""
        blocks = self.blocks
        self._read(redone)
        anew = set(redone)
        compared = {pair: found for pair, found in self.verdicts.items() if not anew.isdisjoint(pair)}
        outside = {n for pair in compared for n in pair} - anew
        given = self._given({self.claims[n].claim_id for n in outside})
        members = {c.claim_id: c for group in given for c in group}
        members |= {self.claims[n].claim_id: self.claims[n] for n in redone}
        ordered = sorted(members.values(), key=place_in_record)
        at = {claim.claim_id: number for number, claim in enumerate(ordered)}
        place = {n: at[self.claims[n].claim_id] for n in {*redone, *outside} if self.claims[n].claim_id in at}
        verdicts = {(place[i], place[j]): found for (i, j), found in compared.items()}
        inside = {place[n] for n in redone}
        groups = self._clustered(ordered, inside, verdicts, place)
        groups += [[at[claim.claim_id] for claim in group] for group in given]
        documents = {claim.document_id for claim in ordered}
        origins = self.view.origins(documents)
        known = self.view.some_claims(documents, "kind = 'figure'")
        linked = describe(ordered, sorted(map(sorted, groups)), verdicts, origins, known)
        names = {seat.claim_id for seat in blocks.old.values()} | {self.claims[n].claim_id for n in redone}
        self._write()
        return Counted(linked, names, ordered, self.view.days_of(documents))

    def _clustered(
        self,
        ordered: list[Claim],
        inside: Collection[int],
        verdicts: dict[Pair, Verdict],
        place: Mapping[int, int],
    ) -> list[list[int]]:
        """Group the claims ``inside`` what is redone; ``verdicts`` gains those by which claims follow."""
        own = sorted(inside)
        to_own = {item: number for number, item in enumerate(own)}
        claims = [ordered[item] for item in own]
        inner = {(to_own[i], to_own[j]): v for (i, j), v in verdicts.items() if i in to_own and j in to_own}
        keep_apart(claims, inner, self.decided.figures, self.decided.actors_apart)
        led = sorted(
            (to_own[place[number]], to_own[place[row[0]]], row[1])
            for number, row in self.led.items()
            if row is not None
        )
        groups = cluster_figures(claims, inner, led, self.decided.figures)
        keep_apart(ordered, verdicts, self.decided.figures, self.decided.actors_apart)
        verdicts.update({(own[i], own[j]): verdict for (i, j), verdict in inner.items()})
        return [[own[item] for item in members] for members in groups]

    def _given(self, claims: Collection[str]) -> list[list[Claim]]:
        """Return the figures that ``claims`` are in and that stay as they are."""
        sql = (
            "SELECT figure_id, claim_id FROM figure_claims WHERE figure_id IN"
            " (SELECT figure_id FROM figure_claims SEMI JOIN given ON claim_id = id)"
        )
        groups: dict[str, list[str]] = {}
        for figure, claim in self.view.state.where(claims, sql):
            groups.setdefault(str(figure), []).append(str(claim))
        found = self.view.claims({name for members in groups.values() for name in members})
        return [[found[name] for name in members] for _, members in sorted(groups.items())]

    def _write(self) -> None:
        """Write where everybody sits now."""
        state, blocks = self.view.state, self.blocks
        state.remove_claims({*blocks.fresh, *blocks.gone})
        state.add("mentions", [seat_row(blocks.seat(n), None) for n in sorted(blocks.fresh)])
        rows = [(key, number) for number, own in sorted(blocks.fresh.items()) for key in own]
        state.add_pairs("keys", [key for key, _ in rows], [number for _, number in rows])
        state.change_seats(blocks.changed())


def stored_events(view: View, documents: Collection[str]) -> dict[str, str]:
    """Return the event of each claim of documents as the record has it; of two that with the lesser id."""
    sql = (
        "SELECT claim_id, min(event_id) FROM event_claims WHERE claim_id IN"
        " (SELECT claim_id FROM claims SEMI JOIN given ON document_id = id) GROUP BY claim_id"
    )
    return {str(claim): str(event) for claim, event in view.state.where(documents, sql)}


def _figures(claims: Iterable[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.kind == Kind.FIGURE and claim.figure is not None]
