"""The desk of somebody who judges: fetches what is to be judged, with its article and what may be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from onrecord.actors import load_registry
from onrecord.errors import NoSuchThing
from onrecord.judging.additions import addition
from onrecord.judging.field_kinds import Case
from onrecord.judging.followed import followed
from onrecord.judging.heirs import coded_in
from onrecord.judging.standing import standing
from onrecord.judging.who import Codes, by_id
from onrecord.ontology import load_ontology
from onrecord.records import ActorRef, Claim, Conflict, Document, Event, Figure, Kind, Story
from onrecord.store.additions import ADDED, EVER_ADDED
from onrecord.store.base import Store
from onrecord.store.chosen import settings_of
from onrecord.store.lookup import find, get_claims, get_document, overlay
from onrecord.store.table import KEPT


class Desk:
    """What can be judged in one record; ``as_coded`` shows claims as if nobody had judged them."""

    def __init__(self, store: Store, *, as_coded: bool = False) -> None:
        self.store, self.as_coded = store, as_coded

    @cached_property
    def codes(self) -> Codes:
        """What a correction may name, by the settings the record was built with."""
        settings = settings_of(self.store)
        return Codes(load_ontology(settings.ontology), load_registry(settings.actors), self._seen)

    def case(self, prefix: str) -> Case:
        """Return the claim whose id is or starts with ``prefix``, rejected ones as the coder left them.

        Raises:
            NoSuchThing: no claim, or more than one, has such an id.
        """
        claim = self._claim(self.claim_id(prefix))
        document = get_document(self.store, claim.document_id)
        assert document is not None, f"{claim.claim_id} has lost its article"
        return Case(claim, claim, document, self.codes)

    @cached_property
    def added(self) -> dict[str, Claim]:
        """The claims that persons added and the coder still misses, by id, whatever was decided on them."""
        if not any(self.store.rows(f"{EVER_ADDED} LIMIT 1")):
            return {}
        led = followed(self.store, self.store.decisions())
        made = [d for d in standing(led.decisions) if d.relation == ADDED and d.judgement_id not in led.unfit]
        return {d.left: addition(d, self.codes.ontology) for d in made}

    def article(self, prefix: str) -> Document:
        """Return the article whose id is or starts with ``prefix``.

        Raises:
            NoSuchThing: no article, or more than one, has such an id.
        """
        found = find(self.store, prefix, "document")
        if not isinstance(found, Document):
            raise NoSuchThing(f"{prefix!r} is no article", remedy="`onrecord documents RECORD` lists them.")
        return found

    def claims_in(self, document: Document) -> list[Claim]:
        """Return all claims of ``document``: as they are shown, as added, and as the coder left them."""
        sql = "SELECT record FROM claims WHERE document_id = ? ORDER BY claim_id"
        rows = self.store.rows(sql, [document.document_id])
        shown = [msgspec.json.decode(str(record), type=Claim) for (record,) in rows]
        added = [claim for claim in self.added.values() if claim.document_id == document.document_id]
        coded = coded_in(self.store, [document.document_id])[document.document_id]
        return [*shown, *added, *sorted(coded, key=lambda claim: claim.claim_id)]

    def claim_id(self, prefix: str) -> str:
        """Return the id of the one claim, coded or added, whose id is or starts with ``prefix``."""
        sql = f"SELECT claim_id FROM {KEPT}.claims WHERE run_id = ? AND starts_with(claim_id, ?) LIMIT 6"
        coded = {str(name) for (name,) in self.store.rows(sql, [self.store.run_shown(), prefix])}
        found = sorted(coded | {name for name in self.added if name.startswith(prefix)})
        if prefix in found:
            return prefix
        if len(found) != 1:
            raise NoSuchThing(
                f"{len(found) or 'no'} claims have an id that starts with {prefix!r}",
                remedy="Give a few more characters." if found else "`onrecord claims RECORD` lists them.",
            )
        return found[0]

    def conflict(self, prefix: str) -> Conflict:
        """Return the conflict whose id is or starts with ``prefix``."""
        found = find(self.store, prefix)
        if not isinstance(found, Conflict):
            raise NoSuchThing(f"{prefix!r} is no conflict", remedy="`onrecord conflicts RECORD` lists them.")
        return found

    def members(self, prefix: str) -> tuple[str, tuple[str, ...]]:
        """Return what an event, figure, story, claim or article is made of, and by which relation."""
        found = self._thing(prefix)
        if isinstance(found, Claim):
            return _relation(found.kind, prefix), (found.claim_id,)
        if isinstance(found, Event | Figure):
            return ("same_event" if isinstance(found, Event) else "same_figure"), found.claim_ids
        if isinstance(found, Story):
            return "same_story", found.document_ids
        if isinstance(found, Document):
            return "same_story", (found.document_id,)
        raise NoSuchThing(
            f"{prefix!r} is nothing that is joined or split", remedy="Events, figures, stories, claims are."
        )

    def actor(self, name: str) -> str:
        """Return ``name`` where it is the id of an actor of the record or the registry."""
        if by_id(name, None, self.codes) is None:
            raise NoSuchThing(f"no actor has the id {name!r}", remedy="`onrecord actors RECORD` lists them.")
        return name

    def _thing(self, prefix: str) -> msgspec.Struct:
        try:
            return find(self.store, prefix)
        except NoSuchThing:
            return self._claim(self.claim_id(prefix))

    def _claim(self, claim_id: str) -> Claim:
        shown = {} if self.as_coded else get_claims(self.store, [claim_id])
        return shown.get(claim_id) or self.coded([claim_id])[0]

    def coded(self, claim_ids: Sequence[str]) -> list[Claim]:
        """Return claims as the coder left them, people named as the other articles introduce them.

        What persons added is as they added it.
        """
        sql = f"SELECT record FROM {KEPT}.claims WHERE run_id = ? AND claim_id IN (SELECT unnest(?))"
        rows = self.store.rows(sql, [self.store.run_shown(), list(claim_ids)])
        made = [msgspec.json.decode(str(record), type=Claim) for (record,) in rows]
        known = {claim.claim_id for claim in made}
        made += [self.added[name] for name in claim_ids if name in self.added and name not in known]
        found = overlay(self.store, made)
        place = {name: number for number, name in enumerate(claim_ids)}
        return sorted(found, key=lambda claim: place[claim.claim_id])

    def documents(self, claims: Iterable[Claim]) -> dict[str, Document]:
        """Return the articles of ``claims`` by their ids."""
        from onrecord.store.lookup import get_documents

        return get_documents(self.store, {claim.document_id for claim in claims})

    def _seen(self, name: str) -> ActorRef | None:
        sql = "SELECT name, country, sectors FROM parties WHERE actor_id = ? ORDER BY ALL LIMIT 1"
        for called, country, sectors in self.store.rows(sql, [name]):
            return ActorRef(
                actor_id=name,
                name=str(called),
                country=None if country is None else str(country),
                sectors=tuple(map(str, sectors)) if isinstance(sectors, list) else (),
                kind="person" if name.startswith(("x.", "Q")) else "actor",
            )
        return None


def _relation(kind: Kind, prefix: str) -> str:
    if kind == Kind.POSITION:
        raise NoSuchThing(f"{prefix!r} is a position; those are not joined", remedy="Name events or figures.")
    return "same_event" if kind == Kind.EVENT else "same_figure"
