"""Puts a brief together: the sections in order, the notes they cite, the articles, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from onrecord.analyse import words
from onrecord.analyse.brief.ahead import ahead
from onrecord.analyse.brief.changed import changed
from onrecord.analyse.brief.contested import contested
from onrecord.analyse.brief.drafts import Draft
from onrecord.analyse.brief.figures import figures, given_shares
from onrecord.analyse.brief.happened import told_events
from onrecord.analyse.brief.material import Material
from onrecord.analyse.brief.notes import Notes
from onrecord.analyse.brief.outline import Brief, Group, Section, Sentence
from onrecord.analyse.brief.sorting import Place, sort, weightiest
from onrecord.analyse.brief.sources import further, sources, unused
from onrecord.analyse.brief.stands import stands
from onrecord.analyse.english import table
from onrecord.analyse.names import begun, joined, with_article
from onrecord.records import Event, Kind
from onrecord.store.base import Store
from onrecord.store.filters import Filter

NAMES_IN_TITLE = 3
"""Countries or bodies named in the title."""
MADE_WITH = ("onrecord_version", "schema_version", "model", "ontology", "registry", "lexicon", "settings")
"""Facts about a record that its account names."""


class Length(Struct, frozen=True, kw_only=True):
    """How many sentences each section may have."""

    happened: int
    figures: int
    holders: int
    each: int
    """Sentences on one holder."""
    changed: int
    contested: int
    alone: int
    ahead: int
    notes: int
    """Notes that one sentence cites."""
    sources: int
    """Articles listed whether cited or not."""
    leads: bool
    """Whether sections say what stands in them."""


FULL = Length(
    happened=50,
    figures=10,
    holders=10,
    each=4,
    changed=8,
    contested=14,
    alone=14,
    ahead=12,
    notes=3,
    sources=60,
    leads=True,
)
"""About ten pages, whatever the record holds."""
SHORT = Length(
    happened=10,
    figures=2,
    holders=4,
    each=1,
    changed=1,
    contested=3,
    alone=3,
    ahead=3,
    notes=1,
    sources=12,
    leads=False,
)
"""Two pages."""


def brief(store: Store, wanted: Filter | None = None, *, short: bool = False) -> Brief:
    """Return the account of what ``store`` holds.

    Args:
        store: the record; give it through :func:`onrecord.store.sure.sure` to leave out what is unsure.
        wanted: since, until, actor and dyad narrow it. An event is in the window by its own date, or by the
            day it was first reported; a pair is told in both directions.
        short: two pages instead of about ten.

    Raises:
        NoSuchThing: nobody in the record is called as ``wanted`` asks.
    """
    material = Material(store, wanted or Filter())
    length = SHORT if short else FULL
    notes = Notes(material, length.notes)
    sections = tuple(_sections(store, material, length, notes))
    cited = notes.documents()
    facts = store.facts()
    return Brief(
        title=_title(material),
        subtitle=_subtitle(material),
        counts=_counts(material),
        sections=sections,
        notes=notes.notes(),
        sources=sources(store, material, cited, length.sources),
        further=further(material, cited, length.sources),
        unused=tuple(unused(store, material)),
        made_with={name: facts[name] for name in MADE_WITH if name in facts},
    )


def _sections(store: Store, material: Material, length: Length, notes: Notes) -> Iterable[Section]:
    events = sort(material)
    shares = given_shares(material)
    happened, more = told_events(material, events[Place.HAPPENED], length.happened, shares)
    yield _section("happened", happened, more, notes, leads=length.leads)
    quantities, more = figures(material, length.figures)
    yield _section("figures", quantities, more, notes, leads=length.leads)
    held, more = stands(
        material, notes.places() | _to_be_told(material, events, length), length.holders, length.each
    )
    yield _section("stands", held, more, notes, leads=length.leads)
    moved, more = changed(store, material, length.changed)
    yield _section("changed", moved, more, notes, leads=length.leads)
    disputes, more, untold = contested(material, events[Place.CONTESTED], length.contested)
    yield _section("contested", disputes, more, notes, leads=length.leads)
    alone, more = told_events(material, [*events[Place.ALONE], *untold], length.alone)
    yield _section("alone", alone, more, notes, leads=length.leads)
    watched, more = ahead(material, events[Place.AHEAD], length.ahead)
    yield _section("ahead", watched, more, notes, leads=length.leads)


def _to_be_told(
    material: Material, events: Mapping[Place, list[Event]], length: Length
) -> set[tuple[str, int]]:
    """Return the sentences of articles that later sections tell."""
    later = [*weightiest(material, events[Place.ALONE], length.alone), *events[Place.CONTESTED]]
    later += weightiest(material, events[Place.AHEAD], length.ahead)
    claims = [c for event in later for c in material.told(event.claim_ids)]
    claims += [
        c for conflict in material.conflicts for s in conflict.sides for c in material.told(s.claim_ids)
    ]
    return {(claim.document_id, claim.sentence.start) for claim in claims}


def _section(key: str, drafts: list[Draft], left_out: int, notes: Notes, *, leads: bool) -> Section:
    words_of = table("sections")[key]
    drafts = [draft for draft in drafts if notes.is_new(draft.pieces)]
    grouped = len({d.group for d in drafts}) > 1
    groups: list[tuple[str | None, list[Sentence]]] = []
    for draft in drafts:
        title = draft.group if grouped else None
        if not groups or groups[-1][0] != title:
            groups.append((title, []))
        groups[-1][1].append(_numbered(draft, notes))
    return Section(
        key=key,
        title=str(words_of["title"]),
        lead=str(words_of["lead"]) if leads else "",
        empty=str(words_of["unsaid" if left_out and "unsaid" in words_of else "empty"]),
        groups=tuple(Group(title=title, sentences=tuple(told)) for title, told in groups),
        left_out=left_out,
    )


def _numbered(draft: Draft, notes: Notes) -> Sentence:
    return Sentence(
        pieces=draft.pieces,
        notes=notes.cite((*draft.claims, *draft.statements), draft.sides),
        claim_ids=tuple(dict.fromkeys(claim.claim_id for claim in draft.claims)),
        articles=notes.articles((*draft.claims, *draft.statements)),
        about=draft.about,
        contested=draft.contested,
        statement_ids=tuple(statement.statement_id for statement in draft.statements),
    )


def _title(material: Material) -> str:
    """Return the countries and bodies that most events involve, busiest first."""
    weight: Counter[str] = Counter()
    for event in material.events:
        parties = (*event.actors, *event.recipients)
        weight.update({material.countries.get(a.country or "", "") or _body(a.kind, a.name) for a in parties})
    del weight[""]
    busiest = sorted(weight, key=lambda name: (-weight[name], name))[:NAMES_IN_TITLE]
    return begun(joined([with_article(name) for name in busiest])) if busiest else "An affair on record"


def _body(kind: str | None, name: str | None) -> str:
    return name or "" if kind == "organisation" and ":" not in (name or "") else ""


def _subtitle(material: Material) -> str:
    publishers = len({material.publisher(d) for d in material.documents})
    told = f"{words.counted(len(material.documents), 'article')} by {words.counted(publishers, 'outlet')}"
    days = sorted(material.days.values())
    told += f", {words.span_words(days[0], days[-1])}" if days else ""
    undated = len(material.documents) - len(days)
    return f"{told}; {undated:,} without a date" if undated else told


def _counts(material: Material) -> dict[str, int]:
    kinds = Counter(claim.kind for claim in material.claims.values())
    return {
        "documents": len(material.documents),
        "publishers": len({material.publisher(d) for d in material.documents}),
        "claims": len(material.claims),
        "events": len(material.events),
        "figures": len(material.figures),
        "positions": kinds[Kind.POSITION],
        "conflicts": len(material.conflicts),
    }
