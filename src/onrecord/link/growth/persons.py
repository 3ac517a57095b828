"""Who people are, in the documents that something new is told about."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from onrecord.actors import Registry
from onrecord.actors.entries import fold
from onrecord.link import introductions, one_actor
from onrecord.link.decisions import Ties
from onrecord.link.growth.view import View
from onrecord.link.state import SCHEMA, State, Value
from onrecord.records import Claim, Introduction, Judgement, Learned
from onrecord.store.learned import actors_of

TEXT_OVER_TABLE, SHARED_NAME = "office", "same_person"
"""Relations of the judgements that names give rise to."""


def people_rows(claims: Iterable[Claim]) -> Iterator[dict[str, Value]]:
    """Yield whom documents name, each once, with the name by which they may be known elsewhere."""
    seen = set()
    for claim in claims:
        for actor in actors_of(claim):
            name = fold(actor.name or "") if actor.kind == "person" else ""
            row = (claim.document_id, actor.actor_id or "", name)
            if actor.actor_id is not None and row not in seen:
                seen.add(row)
                yield {"document_id": row[0], "actor_id": row[1], "name": row[2]}


def told_rows(told: Iterable[Introduction]) -> Iterator[dict[str, Value]]:
    """Yield whom introductions tell of, and by which names."""
    for one in told:
        if one.table is None:
            name = fold(one.person.name)
            yield {
                "introduction_id": one.introduction_id,
                "actor_id": one.person.actor_id,
                "name": name,
                "surname": name.rsplit(" ", 1)[-1],
            }


class Known(Struct, frozen=True):
    """What was found out anew of people."""

    learned: list[Learned]
    documents: set[str]
    """Those asked anew: nothing else is known of their people."""
    judgements: list[Judgement]
    people: set[str]
    """Ids of those on whose names no other judgement holds."""


def learn_anew(
    view: View,
    fresh: Collection[str],
    corrected: Collection[str],
    decided: tuple[Ties, Ties],
    registry: Callable[[], Registry],
) -> Known:
    """Return who people are in all documents that something new bears on.

    Args:
        view: the record; from now on it reads claims with what is returned laid over them.
        fresh: new documents; their names are in the tables already.
        corrected: documents whose claims changed.
        decided: whom persons declare to be one or two, and whom they did last time.
        registry: gives who is who; only asked where somebody may be learned of.
    """
    ties = decided[0]
    state = view.state
    sql = "SELECT introduction_id FROM introductions SEMI JOIN given ON document_id = id"
    news = view.introductions({str(name) for (name,) in state.where(fresh, sql)})
    asked = {*fresh, *corrected, *_naming(state, news)}
    asked |= {name for one in decided for name in _decided_on(state, one)}
    lexicon = introductions.lexicon(_told_of(view, asked))
    documents, claims = view.documents(asked), view.raw_claims(asked)
    learned: tuple[Learned, ...] = ()
    if documents and lexicon.told:
        learned = introductions.learn_from(documents, claims, lexicon, registry())
    learned = one_actor.without_kept_apart(learned, ties)
    first = {document for name in sorted(ties.named()) for document in _first_naming(state, name)} - asked
    view.learned.update({name: [] for name in asked})
    kept = view.learned_of(first)
    found = one_actor.joined((*learned, *kept), (*claims, *view.raw_claims(first)), ties)
    for one in found:
        if one.document_id in asked:
            view.learned[one.document_id].append(one)
    judgements, people = _judgements(view, news)
    return Known([one for one in found if one.document_id in asked], asked, judgements, people)


def _naming(state: State, news: Iterable[Introduction]) -> set[str]:
    """Return the documents that name somebody of whom something new is told."""
    rows = list(told_rows(news))
    ids = {str(row["actor_id"]) for row in rows}
    names = {str(row[column]) for row in rows for column in ("name", "surname")} - {""}
    sql = f"SELECT DISTINCT document_id FROM {SCHEMA}.people SEMI JOIN given ON"
    found = (*state.where(ids, f"{sql} actor_id = id"), *state.where(names, f"{sql} name = id"))
    return {str(name) for (name,) in found}


def _decided_on(state: State, ties: Ties) -> set[str]:
    """Return the documents that name somebody who goes by another id by a person's decision."""
    renamed = {name for names in ties.classes() for name in names} - set(one_actor.targets(ties))
    renamed |= {name for decision in ties.apart for name in (decision.left, decision.right)}
    own = state.where(
        renamed, f"SELECT DISTINCT document_id FROM {SCHEMA}.people SEMI JOIN given ON actor_id = id"
    )
    learned = state.where(
        renamed, "SELECT DISTINCT document_id FROM learned SEMI JOIN given ON person_id = id"
    )
    return {str(name) for (name,) in (*own, *learned)}


def _first_naming(state: State, actor_id: str) -> Iterator[str]:
    """Yield the first document that names somebody under his own id, and the first under a learned one."""
    for sql in (
        f"SELECT min(document_id) FROM {SCHEMA}.people WHERE actor_id = ?",
        "SELECT min(document_id) FROM learned WHERE person_id = ?",
    ):
        for (name,) in state.rows(sql, [actor_id]):
            if name is not None:
                yield str(name)


def _told_of(view: View, documents: Collection[str]) -> list[Introduction]:
    """Return every introduction of somebody whom ``documents`` may name."""
    state = view.state
    sql = f"SELECT actor_id, name FROM {SCHEMA}.people SEMI JOIN given ON document_id = id WHERE name <> ''"
    named = state.where(documents, sql)
    ids, names = {str(row[0]) for row in named}, {str(row[1]) for row in named}
    for column in ("name", "surname"):
        ids |= _other(state, "actor_id", column, names)
    return _introduced(view, ids)


def _judgements(view: View, news: Collection[Introduction]) -> tuple[list[Judgement], set[str]]:
    """Return what new introductions say against the table, and which names of theirs are two people's.

    With the latter come the ids of those on whom nothing else of that kind holds any more.
    """
    names = {str(row["name"]) for row in told_rows(news)}
    ids = _other(view.state, "actor_id", "name", names)
    names = _other(view.state, "name", "actor_id", ids)
    every = _introduced(view, _other(view.state, "actor_id", "name", names))
    shared = introductions.shared_names(introductions.lexicon(every), names)
    return [*introductions.table_conflicts(news), *(j for j in shared if {j.left, j.right} & ids)], ids


def _other(state: State, column: str, by: str, values: Collection[str]) -> set[str]:
    sql = f"SELECT DISTINCT {column} FROM {SCHEMA}.told SEMI JOIN given ON {by} = id"
    return {str(value) for (value,) in state.where(values, sql)}


def _introduced(view: View, ids: Collection[str]) -> list[Introduction]:
    sql = f"SELECT introduction_id FROM {SCHEMA}.told SEMI JOIN given ON actor_id = id"
    return view.introductions({str(name) for (name,) in view.state.where(ids, sql)})
