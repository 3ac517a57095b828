"""The record as growth reads it: few articles and claims of it, by their ids, each read once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import msgspec
from msgspec import Struct

from onrecord.link.mentions import Mention, Page
from onrecord.link.origins import Origins, Root, Run
from onrecord.link.state import SCHEMA, Seat, State
from onrecord.records import Claim, DateValue, Document, Introduction, Learned, Statement
from onrecord.store.additions import CODED_OR_ADDED
from onrecord.store.learned import overlaid, people

_OF_DOCUMENTS = "SELECT record FROM claims SEMI JOIN given ON document_id = id"


class Told(Struct, frozen=True):
    """What of a mention is kept, so that its article need not be read again."""

    date: DateValue | None
    trigger: str
    words: dict[str, float]
    weight: float
    apart: bool


def kept_part(mention: Mention) -> bytes:
    """Return what of ``mention`` is kept."""
    told = Told(mention.date, mention.trigger, dict(mention.words), mention.weight, mention.apart)
    return msgspec.msgpack.encode(told)


class View:
    """What one growth has read so far."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.learned: dict[str, list[Learned]] = {}
        """New rows of documents, in the place of the stored ones."""
        self._documents: dict[str, Document] = {}
        self._raw: dict[str, list[Claim]] = {}
        """Of documents, as these tell of people by themselves."""
        self._claims: dict[str, Claim] = {}
        self._whole: set[str] = set()
        self._stored: dict[str, list[Learned]] = {}
        self._pages: dict[str, Page] = {}
        self._stories: dict[str, str] = {}
        self.mentions: dict[int, Mention] = {}
        """By the number of their seat."""
        self._roots: dict[str, Root] = {}
        self._runs: dict[str, list[Run]] = {}
        self._origins = Origins(self._roots, self._runs)

    # ------------------------------------------------------------- documents

    def documents(self, ids: Collection[str]) -> list[Document]:
        """Return documents in order of their ids."""
        unknown = {name for name in ids if name not in self._documents}
        sql = "SELECT record, text FROM documents SEMI JOIN given ON document_id = id"
        for record, text in self.state.where(unknown, sql):
            read = msgspec.json.decode(str(record), type=Document)
            self._documents[read.document_id] = msgspec.structs.replace(read, text=str(text))
        return [self._documents[name] for name in sorted(ids) if name in self._documents]

    def pages(self, ids: Collection[str]) -> dict[str, Page]:
        """Return story, day and words of documents."""
        unknown = {name for name in ids if name not in self._pages}
        for name, (story, day, text) in self.state.texts(unknown).items():
            self._pages[name] = Page(story, day, text)
        return {name: self._pages[name] for name in ids}

    def stories_of(self, ids: Collection[str]) -> dict[str, str]:
        """Return the story of each document; asked for once all have been assigned."""
        unknown = {name for name in ids if name not in self._stories}
        sql = f"SELECT document_id, story_id FROM {SCHEMA}.articles SEMI JOIN given ON document_id = id"
        self._stories.update((str(name), str(story)) for name, story in self.state.where(unknown, sql))
        return {name: self._stories[name] for name in ids if name in self._stories}

    def days_of(self, ids: Collection[str]) -> dict[str, date | None]:
        """Return the day on which each document was published, None where that is not known."""
        sql = f"SELECT document_id, day FROM {SCHEMA}.articles SEMI JOIN given ON document_id = id"
        rows = self.state.where(ids, sql)
        return {str(name): day if isinstance(day, date) else None for name, day in rows}

    def documents_of(self, stories: Collection[str]) -> dict[str, str]:
        """Return the documents of ``stories``, each with its story."""
        sql = f"SELECT document_id, story_id FROM {SCHEMA}.articles SEMI JOIN given ON story_id = id"
        return {str(name): str(story) for name, story in self.state.where(stories, sql)}

    # ---------------------------------------------------------------- claims

    def claims_of(self, documents: Collection[str]) -> list[Claim]:
        """Return all claims of documents, in order."""
        self.read_documents(documents)
        return in_order(claim for claim in self._claims.values() if claim.document_id in documents)

    def read_documents(self, documents: Collection[str]) -> None:
        """Read all claims of documents, so that nobody asks for some of them."""
        unknown = set(documents) - self._whole
        if unknown:
            self._take(self.raw_claims(unknown))
            self._whole |= unknown

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return claims by id."""
        unknown = {name for name in ids if name not in self._claims}
        sql = "SELECT record FROM claims SEMI JOIN given ON claim_id = id"
        self._take([_claim(record) for (record,) in self.state.where(unknown, sql)])
        return {name: self._claims[name] for name in ids if name in self._claims}

    def some_claims(self, documents: Collection[str], condition: str) -> list[Claim]:
        """Return the claims of documents that fulfil a condition on the columns of ``claims``, in order."""
        sql = f"SELECT claim_id FROM claims SEMI JOIN given ON document_id = id WHERE {condition}"
        names = [str(name) for (name,) in self.state.where(documents, sql)]
        return in_order(self.claims(names).values())

    def _take(self, read: Collection[Claim]) -> None:
        """Keep claims with what is learned of people laid over them."""
        known = people(self.learned_of({claim.document_id for claim in read}))
        for claim in read:
            self._claims.setdefault(claim.claim_id, overlaid(claim, known))

    def raw_claims(self, documents: Collection[str]) -> list[Claim]:
        """Return all claims of documents as these tell of people by themselves, in order."""
        unknown = {name for name in documents if name not in self._raw}
        self._raw.update((name, []) for name in unknown)
        for (record,) in self.state.where(unknown, _OF_DOCUMENTS):
            claim = _claim(record)
            self._raw[claim.document_id].append(claim)
        return in_order(claim for name in documents for claim in self._raw[name])

    def learned_of(self, documents: Collection[str]) -> list[Learned]:
        """Return what is known of the people of documents: the new rows, else the stored ones."""
        fresh = [one for name in documents for one in self.learned.get(name, ())]
        stored = {name for name in documents if name not in self.learned}
        unknown = stored - self._stored.keys()
        self._stored.update((name, []) for name in unknown)
        for one in self.stored_learned(unknown):
            self._stored[one.document_id].append(one)
        return [*fresh, *(one for name in sorted(stored) for one in self._stored[name])]

    def stored_learned(self, documents: Collection[str]) -> list[Learned]:
        """Return what is stored of the people of documents."""
        sql = "SELECT record FROM learned SEMI JOIN given ON document_id = id ORDER BY document_id, actor_id"
        return [msgspec.json.decode(str(r), type=Learned) for (r,) in self.state.where(documents, sql)]

    def introductions(self, ids: Collection[str]) -> list[Introduction]:
        """Return introductions by id."""
        sql = "SELECT record FROM introductions SEMI JOIN given ON introduction_id = id"
        return [msgspec.json.decode(str(r), type=Introduction) for (r,) in self.state.where(ids, sql)]

    def recall(self, seats: Iterable[Seat]) -> None:
        """Read the mentions of ``seats`` that are not read yet, from what is kept of them."""
        missing = {seat.number: seat for seat in seats if seat.number not in self.mentions}
        if not missing:
            return
        sql = f"SELECT number, told FROM {SCHEMA}.mentions SEMI JOIN given ON number = id"
        told = {int(str(number)): blob for number, blob in self.state.where(missing, sql)}
        claims = self.claims({seat.claim_id for seat in missing.values()})
        stories = self.stories_of({seat.document_id for seat in missing.values()})
        for number, seat in missing.items():
            blob = told[number]
            kept = msgspec.msgpack.decode(blob if isinstance(blob, bytes) else b"", type=Told)
            self.mentions[number] = Mention(
                claim=claims[seat.claim_id],
                story=stories[seat.document_id],
                published=seat.day,
                date=kept.date,
                trigger=kept.trigger,
                words=kept.words,
                weight=kept.weight,
                apart=kept.apart,
            )

    def statements_of(self, documents: Collection[str]) -> list[Statement]:
        """Return all that documents give to somebody."""
        sql = "SELECT record FROM statements SEMI JOIN given ON document_id = id"
        return [msgspec.json.decode(str(r), type=Statement) for (r,) in self.state.where(documents, sql)]

    # --------------------------------------------------------------- origins

    def origins(self, documents: Collection[str]) -> Origins:
        """Return what documents go back to; one object for the whole growth."""
        unknown = {name for name in documents if name not in self._roots}
        sql = (
            f"SELECT document_id, name, stated, runs FROM {SCHEMA}.roots SEMI JOIN given ON document_id = id"
        )
        for name, root, stated, runs in self.state.where(unknown, sql):
            self._roots[str(name)] = Root(str(root), bool(stated))
            self._runs[str(name)] = msgspec.json.decode(str(runs), type=list[Run])
        return self._origins

    def coded_ids(self, documents: Collection[str]) -> set[str]:
        """Return the ids of all claims of documents, also of those that persons rejected, or once added."""
        sql = f"SELECT claim_id FROM ({CODED_OR_ADDED}) SEMI JOIN given ON document_id = id"
        return {str(name) for (name,) in self.state.where(documents, sql)}


def _claim(record: object) -> Claim:
    return msgspec.json.decode(str(record), type=Claim)


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return ``claims`` by document and place in the text."""
    return sorted(claims, key=lambda c: (c.document_id, c.trigger.start, c.claim_id))


def days_of(rows: Iterable[tuple[object, ...]]) -> Iterator[tuple[str, date | None]]:
    """Yield id and day of rows that hold both."""
    for name, day in rows:
        yield str(name), day if isinstance(day, date) else None
