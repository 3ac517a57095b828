"""One claim: its sentence in context, every value with its words, why it reads so, what became of it."""

from __future__ import annotations

from onrecord.analyse.provenance import chain, chain_words
from onrecord.errors import NoSuchThing
from onrecord.judging.decisions import PERSON
from onrecord.records import Claim, OriginLink
from onrecord.serve.cli.why import confidence_words, frame_words, rule_words
from onrecord.serve.web.disputes import by_ids
from onrecord.serve.web.judged import judged
from onrecord.serve.web.page import Data, Page, Visit
from onrecord.serve.web.passage import passage
from onrecord.serve.web.told import ids, told, told_claims
from onrecord.store.lines import claim_line
from onrecord.store.lookup import decode, find, teachings


def claim(visit: Visit) -> Data:
    """Return the claim whose id is or starts with the one asked for.

    Raises:
        NoSuchThing: no claim, or more than one, has such an id.
    """
    found = find(visit.store, visit.identity, "claim")
    if not isinstance(found, Claim):
        raise NoSuchThing(f"{visit.identity!r} is no claim", remedy="Ids of claims begin with clm_.")
    (item,) = told_claims(visit, [found])
    document = visit.documents([found.document_id])[found.document_id]
    sql = "SELECT DISTINCT conflict_id FROM conflict_claims WHERE claim_id = ? ORDER BY ALL"
    about = visit.claims([found.about]) if found.about else {}
    return {
        "claim": claim_line(found, document),
        "told": item,
        "passage": passage(document.text, found.sentence),
        "about": told_claims(visit, list(about.values())),
        "others": told(visit, _others(visit, item.event_id, found.claim_id)),
        "why": _why(found),
        "taught": teachings(visit.store, found),
        "chain": _chain(visit, found),
        "conflicts": by_ids(visit, ids(visit.store, sql, [found.claim_id])),
        "judgements": judged(visit, [found.claim_id]),
    }


def _others(visit: Visit, home: str | None, claim_id: str) -> list[str]:
    """Return the other claims of the same event or figure, at most twenty."""
    table = "event" if home and home.startswith("evt_") else "figure"
    sql = f"SELECT l.claim_id FROM {table}_claims l JOIN claims c USING (claim_id) "
    sql += "JOIN documents d USING (document_id) "
    sql += f"WHERE l.{table}_id = ? AND l.claim_id <> ? ORDER BY d.published NULLS LAST, l.claim_id LIMIT 20"
    return ids(visit.store, sql, [home, claim_id]) if home else []


def _why(claim: Claim) -> list[tuple[str, str]]:
    """Return in words what the claim was read from, or who added it."""
    grounds = claim.grounds
    if claim.judged and claim.judged.added_by:
        who = claim.judged.added_by.removeprefix(PERSON)
        return [("added", f"by {who}, who read it in these words; the coder missed it")]
    if grounds is None:
        return [("rule", claim.rule)] if claim.rule else []
    told = [
        ("rule", rule_words(claim.rule or "", claim.trigger.text)),
        ("found with it", frame_words(grounds)),
        (
            "held as",
            f"{claim.polarity}, {claim.modality}" + (f", by “{grounds.status}”" if grounds.status else ""),
        ),
        ("how sure", confidence_words(claim, grounds)),
    ]
    return [(name, words) for name, words in told if words]


def _chain(visit: Visit, claim: Claim) -> str:
    """Return in words from whom the claim was got; empty where its outlet stands for itself."""

    def links_of(document_id: str) -> list[OriginLink]:
        sql = "SELECT record FROM origins WHERE document_id = ? ORDER BY ordinal"
        return [decode(record, OriginLink) for (record,) in visit.store.rows(sql, [document_id])]

    def name_of(document_id: str) -> str:
        sql = "SELECT coalesce(publisher, 'an unnamed outlet') FROM documents WHERE document_id = ?"
        return "".join(ids(visit.store, sql, [document_id])) or "an unnamed outlet"

    return chain_words(chain(claim, links_of), name_of)


PAGE = Page(name="claim", path="/claims/{identity}", title="Claim", data=claim)
