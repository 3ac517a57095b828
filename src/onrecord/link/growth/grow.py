"""One growth of a record, top to bottom: what is new, whom it touches, what that makes, what it replaces.

Articles are in their stories by now (:mod:`onrecord.link.growth.articles`). What they claim is linked
here, story by story, so that one that is told of for months is looked at once.

The rows that linking makes fall into families, and of each family it is known which claims
or documents a row rests on. A growth makes anew all rows that rest on something touched, and
takes the old ones out; all others would come out as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec
from msgspec import Struct

from onrecord.actors import load_registry
from onrecord.ingest.publishers import own_publishers
from onrecord.link import copying, disputes, events
from onrecord.link.decisions import RULE, Decisions, followed
from onrecord.link.growth.around import Around, stories_around
from onrecord.link.growth.changes import Growth, judgements_on
from onrecord.link.growth.contradictions import Family, conflicts_of, family_of, is_redone
from onrecord.link.growth.copies import copied_by, copies_of, find_copies
from onrecord.link.growth.happenings import Redone, redo_events
from onrecord.link.growth.persons import Known, learn_anew, people_rows, told_rows
from onrecord.link.growth.quantities import Counted, redo_figures
from onrecord.link.growth.view import View
from onrecord.link.judgements import in_order
from onrecord.link.origins import Origins, document_links, houses_of
from onrecord.link.state import SCHEMA, State
from onrecord.records import Conflict, ConflictSide, Judgement, Linked, OriginBasis, OriginLink
from onrecord.settings import Settings


class News(Struct, frozen=True):
    """What differs from what was linked last."""

    placed: frozenset[str]
    """Documents that are new or in another place than before: whole stories of those that are pending."""
    corrected: frozenset[str]
    """Documents with claims that persons corrected, rejected or took back from that."""
    decided: tuple[Judgement, ...]
    """Persons' decisions that are in force."""
    before: tuple[Judgement, ...]
    """Those that were in force last time."""


def grow(state: State, news: News, settings: Settings) -> Growth:
    """Link ``news``, write what is remembered for the next time, and return what changes in the links."""
    with own_publishers(settings.publishers):
        return _Growing(state, news, settings).run()


class _Growing:
    """One growth under way."""

    def __init__(self, state: State, news: News, settings: Settings) -> None:
        self.view = View(state)
        self.state = state
        self.news = news
        self.settings = settings
        self.decided, self.before = Decisions(news.decided), Decisions(news.before)
        self.fresh = news.placed - self._entered(news.placed)
        """Documents that nothing is remembered of."""
        self.removed: dict[str, set[str]] = {name: set() for name in TABLES}

    def run(self) -> Growth:
        """Do all steps in their order."""
        known = self._people()
        taken = find_copies(self.view, self.fresh, self.settings) if self.fresh else None
        touched = self._documents_of(self._decided_claims())
        touched |= {*self.news.placed, *self.news.corrected, *known[1]}
        touched |= taken.documents if taken else set()
        touched = self._entered(touched)
        self._read_stories(touched)
        redone = redo_events(self.view, touched, self.decided)
        touched |= redone.asked
        now = events.event_of(redone.grouping)
        changed = self._told_elsewhere(redone, now)
        counted = redo_figures(
            self.view, touched, changed - touched, changed_events(redone, now), self.decided
        )
        told = stories_around(self.view, touched, redone)
        rows = self._rows(touched, known[0], redone, counted, told)
        self._remove(touched, known[0], redone, counted, told)
        self.state.remove("pending", "document_id", self.news.placed)
        return Growth({name: ids for name, ids in self.removed.items() if ids}, rows)

    # -------------------------------------------------------------- who is touched

    def _entered(self, documents: Collection[str]) -> set[str]:
        """Return those of ``documents`` of which something is remembered: no others can be touched."""
        sql = f"SELECT document_id FROM {SCHEMA}.printed SEMI JOIN given ON document_id = id"
        return {str(name) for (name,) in self.state.where(documents, sql)}

    def _read_stories(self, touched: Collection[str]) -> None:
        """Read the claims of all stories of ``touched`` documents in one go: most steps ask for some."""
        self.view.claims_of(self.view.documents_of(set(self.view.stories_of(touched).values())))

    def _people(self) -> tuple[Known, set[str]]:
        """Learn of people anew; return what, and the documents in which somebody is another now."""
        fresh, corrected = self.fresh, self._entered(self.news.corrected)
        self.state.remove("people", "document_id", corrected)
        self.state.add("people", list(people_rows(self.view.raw_claims({*fresh, *corrected}))))
        sql = "SELECT introduction_id FROM introductions SEMI JOIN given ON document_id = id"
        names = {str(name) for (name,) in self.state.where(fresh, sql)}
        self.state.add("told", list(told_rows(self.view.introductions(names))))
        actors = self.decided.actors, self.before.actors
        known = learn_anew(self.view, fresh, corrected, actors, lambda: load_registry(self.settings.actors))
        old = {(one.document_id, one.actor_id): one for one in self.view.stored_learned(known.documents)}
        new = {(one.document_id, one.actor_id): one for one in known.learned}
        differ = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        parted = known.documents if actors[0].apart != actors[1].apart else set()
        return known, {document for document, _ in differ} | parted

    def _decided_claims(self) -> set[str]:
        """Return the claims that a decision names that is new or gone, or states a conflict."""
        then, now = ({d.judgement_id for d in given} for given in (self.news.before, self.news.decided))
        named = [d for d in (*self.news.before, *self.news.decided) if d.relation in ON_CLAIMS]
        stated = [d for d in named if d.relation == "conflict" and d.verdict]
        other = [d for d in named if d.judgement_id in then ^ now]
        return {name for d in (*stated, *other) for name in (d.left, d.right)}

    def _documents_of(self, claims: Collection[str]) -> set[str]:
        """Return the documents of claims, be they shown or not any more."""
        sql = "SELECT document_id FROM claims SEMI JOIN given ON claim_id = id"
        kept = f"SELECT document_id FROM {SCHEMA}.mentions SEMI JOIN given ON claim_id = id"
        rows = (*self.state.where(claims, sql), *self.state.where(claims, kept))
        return {str(name) for (name,) in rows}

    def _told_elsewhere(self, redone: Redone, now: Mapping[str, str]) -> set[str]:
        """Return the documents with a claim that is in another event than before, or in none."""
        sql = "SELECT claim_id, min(event_id) FROM event_claims SEMI JOIN given ON claim_id = id"
        before = {
            str(claim): str(event)
            for claim, event in self.state.where(redone.claims, f"{sql} GROUP BY claim_id")
        }
        return self._documents_of({name for name in redone.claims if before.get(name) != now.get(name)})

    # -------------------------------------------------------------- new rows

    def _rows(
        self,
        touched: Collection[str],
        known: Known,
        redone: Redone,
        counted: Counted,
        told: Around,
    ) -> Linked:
        """Return all new rows but the stories."""
        claims = {c.claim_id: c for c in (*self.view.claims_of(touched), *counted.told, *told.claims)}
        claims |= {m.claim.claim_id: m.claim for members in redone.grouping.groups for m in members}
        told_in = {claim.document_id for claim in claims.values()}
        origins = self.view.origins(told_in | {one.document_id for one in told.statements})
        made = tuple(members for members in redone.grouping.groups if is_redone(members, redone))
        touched_claims = self.view.claims_of(touched)
        found, judgements = conflicts_of(redone, counted, told, touched_claims, origins)
        decisions = [d for d in self.decided.conflicts if {d.left, d.right} <= claims.keys()]
        now = events.event_of(redone.grouping)
        standing, _ = disputes.settled(found, decisions, claims, origins, now)
        return Linked(
            events=events.build_events(events.Grouping(made, ()), origins),
            figures=tuple(f for f in counted.linked.figures if counted.claims.intersection(f.claim_ids)),
            origins=tuple(self._origin_links(touched, counted, origins)),
            conflicts=standing,
            judgements=in_order(
                (
                    *self._copies(touched),
                    *redone.judgements,
                    *(j for j in events.decisions(redone.grouping) if {j.left, j.right} & redone.claims),
                    *(j for j in counted.linked.judgements if {j.left, j.right} & counted.claims),
                    *judgements,
                    *told.judgements,
                    *known.judgements,
                    *self._followed(),
                )
            ),
            learned=tuple(known.learned),
        )

    def _copies(self, touched: Collection[str]) -> Iterator[Judgement]:
        """Yield what touched documents copied, and what was copied from them."""
        for texts in copied_by(self.state, {*touched, *copies_of(self.state, touched)}).values():
            yield from copying.decisions(texts)

    def _followed(self) -> Iterator[Judgement]:
        """Yield what became of persons' decisions on articles, claims and actors."""
        ties = self.decided.stories
        yield from ties.judgements(self._known(f"{SCHEMA}.articles", "document_id", ties.named()))
        for ties in (self.decided.events, self.decided.figures):
            yield from ties.judgements(self._known("claims", "claim_id", ties.named()))
        named = {name for decision in self.decided.conflicts for name in (decision.left, decision.right)}
        here = self._known("claims", "claim_id", named)
        yield from (followed(d) for d in self.decided.conflicts if {d.left, d.right} <= here and d.reasons)
        ties = self.decided.actors
        own = self._known(f"{SCHEMA}.people", "actor_id", ties.named())
        learned = {one.person.actor_id for rows in self.view.learned.values() for one in rows}
        yield from ties.judgements(own | learned | self._known("learned", "person_id", ties.named()))

    def _known(self, table: str, column: str, names: Collection[str]) -> set[str]:
        rows = self.state.where(
            names, f"SELECT DISTINCT {column} FROM {table} SEMI JOIN given ON {column} = id"
        )
        return {str(name) for (name,) in rows}

    def _origin_links(
        self, touched: Collection[str], counted: Counted, origins: Origins
    ) -> Iterator[OriginLink]:
        """Yield where touched documents, their claims and the figures made anew have it from."""
        rows = self.state.rows("SELECT DISTINCT publisher FROM documents WHERE publisher IS NOT NULL")
        publishers = {str(name) for (name,) in rows}
        houses = houses_of(publishers)
        documents = self.view.documents({*touched, *self._in_new_houses(publishers)})
        copied = copied_by(self.state, {document.document_id for document in documents})
        for document in documents:
            yield from document_links(document, copied[document.document_id], houses)
        ties = [link for link in origins.links if link.claim_id in counted.claims]
        before = len(origins.links)
        origins.add_attributions(self.view.claims_of(touched))
        yield from (*ties, *origins.links[before:])

    def _in_new_houses(self, publishers: Collection[str]) -> set[str]:
        """Return the documents of houses that had one publisher when these were linked."""
        rows = self.state.rows(f"SELECT name FROM {SCHEMA}.publishers")
        known = {str(name) for (name,) in rows}
        self.state.add("publishers", [{"name": name} for name in sorted(set(publishers) - known)])
        before = houses_of(known)
        grown = {house for house, names in houses_of(publishers).items() if len(names) > 1}
        grown = {house for house in grown if len(before.get(house, ())) == 1}
        names = {name for name in publishers if grown & houses_of([name]).keys()}
        sql = "SELECT document_id FROM documents SEMI JOIN given ON publisher = id"
        return self._entered({str(name) for (name,) in self.state.where(names, sql)})

    # -------------------------------------------------------------- old rows

    def _remove(
        self,
        touched: Collection[str],
        people: Known,
        redone: Redone,
        counted: Counted,
        told: Around,
    ) -> None:
        """Note every row that is made anew or holds no more."""
        self._gone("learned", "document_id || ' ' || actor_id", "document_id = id", people.documents)
        self._gone("events", "DISTINCT event_id", "claim_id = id", redone.claims, "event_claims")
        self._gone("figures", "DISTINCT figure_id", "claim_id = id", counted.claims, "figure_claims")
        self._gone("origins", "origin_link_id", "document_id = id", touched)
        same = f"claim_id = id AND basis = '{OriginBasis.SAME_FIGURE}'"
        self._gone("origins", "origin_link_id", same, counted.claims)
        self.removed["judgements"] |= judgements_on(
            self.state,
            {
                "copied": touched,
                "same_event": redone.claims,
                "possible_same_event": redone.claims,
                "conflict": redone.claims,
                "inherits_date": {c.claim_id for c in self.view.claims_of(redone.asked)},
                "published": redone.asked,
                "same_figure": counted.claims,
                "same_position": told.positions,
                "opposed_position": told.positions,
                "same_person": people.people,
            },
        )
        sql = "SELECT judgement_id FROM judgements WHERE made_by = ?"
        self.removed["judgements"] |= {str(n) for (n,) in self.state.rows(sql, [f"rule:{RULE}"])}
        self.removed["conflicts"] |= self._gone_conflicts(touched, redone, counted, told)

    def _gone(
        self, table: str, key: str, condition: str, ids: Collection[str], place: str | None = None
    ) -> None:
        rows = self.state.where(ids, f"SELECT {key} FROM {place or table} SEMI JOIN given ON {condition}")
        self.removed[table] |= {str(name) for (name,) in rows}

    def _gone_conflicts(
        self, touched: Collection[str], redone: Redone, counted: Counted, told: Around
    ) -> set[str]:
        coded = self.view.coded_ids(touched)
        asked = {*redone.claims, *counted.claims, *told.quoting, *told.accusing, *coded}
        sql = (
            "SELECT record FROM conflicts WHERE conflict_id IN"
            " (SELECT conflict_id FROM conflict_claims SEMI JOIN given ON claim_id = id)"
        )
        rows = [msgspec.json.decode(str(record), type=Conflict) for (record,) in self.state.where(asked, sql)]
        said = {statement.statement_id for statement in told.statements}
        rows += self._conflicts_over(said)
        rests_on = {
            Family.EVENTS: redone.claims,
            Family.PAIRS: redone.claims,
            Family.DENIALS: redone.claims | told.accusing,
            Family.FIGURES: counted.claims,
            Family.QUOTATIONS: told.quoting | said,
            Family.PERIODS: coded | counted.claims,
        }
        return {
            row.conflict_id
            for row in rows
            if family_of(row) is Family.STATED
            or any(name in rests_on[family_of(row)] for side in row.sides for name in _held(side))
        }

    def _conflicts_over(self, said: Collection[str]) -> list[Conflict]:
        """Return the conflicts over the statements ``said``, which need no claim, and those persons state."""
        over = "unnest(json_extract_string(record, '$.sides[*].statement_ids[*]')) AS over"
        each = f"SELECT record, {over} FROM conflicts WHERE kind = 'attribution'"
        sql = f"SELECT DISTINCT record FROM ({each}) SEMI JOIN given ON over = id"
        found = self.state.where(said, sql)
        if self.decided.conflicts or self.before.conflicts:
            stated = "json_extract_string(record, '$.note') LIKE 'stated by %'"
            found += self.state.rows(f"SELECT record FROM conflicts WHERE {stated}")
        return [msgspec.json.decode(str(record), type=Conflict) for (record,) in found]


def _held(side: ConflictSide) -> tuple[str, ...]:
    """Return what stands on a side: its claims and its statements."""
    return (*side.claim_ids, *side.statement_ids)


TABLES = ("events", "figures", "origins", "conflicts", "judgements", "learned")
ON_CLAIMS = frozenset({"same_event", "same_figure", "conflict"})
"""Relations whose decisions name claims."""


def changed_events(redone: Redone, now: Mapping[str, str]) -> dict[str, str | None]:
    """Return the event of each claim whose event was made anew, None where it is in none."""
    return {name: now.get(name) for name in redone.claims}
