"""What persons added to articles, and how far the coder has found it by itself since."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from onrecord.judging.additions import addition
from onrecord.judging.decisions import CLAIM
from onrecord.judging.heirs import Says, coded_in, heir
from onrecord.judging.standing import in_time, undone
from onrecord.judging.values import value_of
from onrecord.records import Change, Claim, DateValue, Judgement, Place
from onrecord.store.additions import ADDED
from onrecord.store.base import Store

_ARTICLES = "SELECT document_id FROM documents WHERE document_id IN (SELECT unnest($1))"


class Added:
    """The claims that persons added: which stand by themselves, and which the coder has by now."""

    def __init__(self, store: Store, decisions: Sequence[Judgement]) -> None:
        made = [d for d in in_time(decisions) if d.relation == ADDED and d.undoes is None]
        back = undone(decisions) if made else set()
        self.decisions = {d.left: d for d in made if d.judgement_id not in back}
        self._any = bool(made)
        self.articles = _articles(store, {d.right for d in made})
        claims = {name: addition(d) for name, d in self.decisions.items() if d.right in self.articles}
        there = coded_in(store, {claim.document_id for claim in claims.values()})
        self.heirs: dict[str, Claim] = {}
        """The coder's claim in the place of the added one of that id."""
        for name, claim in claims.items():
            coded = {one.claim_id: one for one in there[claim.document_id]}
            if (found := name if name in coded else heir(claim, coded.values())) is not None:
                self.heirs[name] = coded[found]
        self.standing = claims.keys() - self.heirs.keys()
        """Ids of those that the coder still misses."""

    def __bool__(self) -> bool:
        return self._any

    def lead(self, decision: Judgement) -> Judgement | None:
        """Return the decision that adds a claim as it is now: on the coder's claim, where there is one."""
        if decision.right not in self.articles:
            return None
        found = self.heirs.get(decision.left)
        if found is None:
            return decision
        name, changes = found.claim_id, _told_besides(found, addition(decision))
        return replace(decision, relation=CLAIM, left=name, right=name, changes=changes)

    def changes(self, decision: Judgement) -> tuple[Change, ...]:
        """Return what a ``decision`` on a claim changes of the coder's, its adding included."""
        adding, found = self.decisions.get(decision.left), self.heirs.get(decision.left)
        if adding is None or found is None or not decision.verdict:
            return decision.changes
        earlier = in_time((adding, decision))[0] is adding
        told = _told_besides(found, addition(adding)) if earlier else ()
        every = {change.field: change for change in (*told, *decision.changes)}
        return tuple(change for _, change in sorted(every.items()))


def _told_besides(coded: Claim, added: Claim) -> tuple[Change, ...]:
    """Return what an added claim tells beyond the ``coded`` one that says the same: when, where, by whom."""
    pairs = ((value_of(coded, name), value_of(added, name), name) for name in ("contexts", "attribution"))
    found = [Change(field=name, value=now) for was, now, name in pairs if now not in (was, "[]")]
    if added.date is not None and _days(added.date) != (coded.date and _days(coded.date)):
        found.extend(Change(field=name, value=value_of(added, name)) for name in ("date", "date_missing"))
    if added.place is not None and _where(added.place) != (coded.place and _where(coded.place)):
        found.append(Change(field="place", value=value_of(added, "place")))
    return tuple(found)


def _days(value: DateValue) -> Says:
    return value.start, value.end, value.approximate


def _where(place: Place) -> Says:
    return place.name, place.country


def _articles(store: Store, names: Collection[str]) -> set[str]:
    """Return those of the articles ``names`` that are in the record."""
    return {str(name) for (name,) in store.rows(_ARTICLES, [sorted(names)])} if names else set()
