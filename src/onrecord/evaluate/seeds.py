"""How far the record of the seed articles holds what a careful human found in them.

Each function compares one group, statement or contradiction of the gold with the built
record and returns (right, all). Used by ``sets/seeds.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product

from msgspec import Struct

from onrecord.evaluate.metrics.spans import Stretch, overlap
from onrecord.records import Attribution, Claim, ConflictKind, Document, Kind, Linked, SourceKind, Span

APART = (("E01", "E06", ""), ("E05", "E25", "ambassador"))
"""Groups whose events must not merge (section 4 of the gold's notes), of the second only
mentions with the word: the two visits; the embassy's opening and the ambassador's
appointment. A group marked MUST NOT MERGE keeps its own documents apart."""

SHARE = 0.5
"""A statement is found when an attribution covers that share of its characters."""

CONFLICTS = {
    "X01": {ConflictKind.DATE},
    "X02": {ConflictKind.ACTOR},
    "X03": {ConflictKind.SELF, ConflictKind.ACTOR},
    "X05": {ConflictKind.POLARITY, ConflictKind.ATTRIBUTION},
    "X06": {ConflictKind.POLARITY, ConflictKind.ATTRIBUTION},
}
"""Contradictions that the five texts show by themselves, and the kinds that name them."""

Share = tuple[float, float]

_NUMBER = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*(?:%|percent|per cent|km|soldiers|children)"
)
_NAME = re.compile(r"[^\W_]+")
_EMPTY = frozenset({"the", "and", "of", "s", "a", "an", "its", "his", "their"})


class GoldMention(Struct):
    """Where one document says it; offsets into the file."""

    doc: int
    start: int
    end: int
    text: str


class Group(Struct):
    """One event or claim and every place that tells it."""

    id: str
    kind: str
    verdict: str
    mentions: list[GoldMention]


class Statement(Struct):
    """Words given to somebody."""

    doc: int
    start: int
    end: int
    source: str


class Contradiction(Struct):
    """A difference between the texts of one group."""

    id: str
    group: str


class Built(Struct):
    """The articles as the product has them; documents in the order of their files."""

    documents: list[Document]
    claims: list[Claim]
    attributions: list[tuple[Attribution, ...]]
    linked: Linked

    def raw(self, doc: int, span: Span) -> Stretch:
        """Return where ``span`` of a document lies in its file, an empty stretch when it is not there."""
        return self.documents[doc].raw_offsets(span.start, span.end) or (0, 0)

    def claims_in(self, mention: GoldMention) -> list[Claim]:
        """Return the event claims whose trigger lies in ``mention``."""
        name = self.documents[mention.doc].document_id
        return [
            c
            for c in self.claims
            if c.kind is Kind.EVENT
            and c.document_id == name
            and overlap(self.raw(mention.doc, c.trigger), (mention.start, mention.end))
        ]


def homes(things: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
    """Return claim id → id of the event or figure it was joined into."""
    return {claim: name for name, claims in things for claim in claims}


def mentions_found(group: Group, built: Built) -> Share:
    """Return how many mentions of ``group`` have a claim, and how many there are."""
    return float(sum(bool(built.claims_in(m)) for m in group.mentions)), float(len(group.mentions))


def pairs_joined(group: Group, built: Built, home: Mapping[str, str]) -> Share:
    """Return how many pairs of mentions ended in one event, and how many should."""
    pairs = list(combinations(group.mentions, 2))
    if _must_not_merge(group):
        pairs = [(a, b) for a, b in pairs if a.doc == b.doc]
    return float(sum(_meet(a, b, built, home) for a, b in pairs)), float(len(pairs))


def pairs_kept_apart(groups: Sequence[Group], built: Built, home: Mapping[str, str]) -> list[Share]:
    """Return, per ban on merging, how many pairs of mentions stayed apart, and how many there are."""
    named = {g.id: g.mentions for g in groups}
    bans = [
        [(a, b) for a, b in product(named[one], named[other]) if word in b.text]
        for one, other, word in APART
        if one in named and other in named
    ]
    bans += [
        [(a, b) for a, b in combinations(g.mentions, 2) if a.doc != b.doc]
        for g in groups
        if _must_not_merge(g)
    ]
    return [(float(sum(not _meet(a, b, built, home) for a, b in ban)), float(len(ban))) for ban in bans]


def _must_not_merge(group: Group) -> bool:
    return group.kind == "event" and "MUST NOT MERGE" in group.verdict


def _meet(left: GoldMention, right: GoldMention, built: Built, home: Mapping[str, str]) -> bool:
    events = {home[c.claim_id] for c in built.claims_in(left) if c.claim_id in home}
    return any(home.get(c.claim_id) in events for c in built.claims_in(right))


def statement_found(statement: Statement, built: Built) -> tuple[bool, bool]:
    """Return whether an attribution covers ``statement``, and whether one of those names its source."""
    name = built.documents[statement.doc].document_id
    chains = [a for c in built.claims if c.document_id == name for a in c.attribution]
    covering = [a for a in (*built.attributions[statement.doc], *chains) if _covers(a, statement, built)]
    return bool(covering), any(same_source(statement.source, a) for a in covering)


def _covers(attribution: Attribution, statement: Statement, built: Built) -> bool:
    wanted = (statement.start, statement.end)
    contents = [built.raw(statement.doc, s) for s in attribution.content]
    frame = [built.raw(statement.doc, s) for s in (attribution.source, attribution.cue) if s]
    if not any(overlap(c, wanted) for c in contents):
        return False
    covered = {i for a, b in (*contents, *frame) for i in range(max(a, wanted[0]), min(b, wanted[1]))}
    return len(covered) >= SHARE * (wanted[1] - wanted[0])


def same_source(gold: str, attribution: Attribution) -> bool:
    """Return whether ``attribution`` names the source that the gold names.

    They share a word of the name, or one is the initials of the other; the gold's
    "(unnamed)" asks for no name.
    """
    if gold == "(unnamed)":
        return attribution.source is None or attribution.source_kind is SourceKind.UNNAMED
    actor = attribution.source_actor
    texts = [attribution.source.text if attribution.source else ""]
    texts += [actor.text, actor.name or ""] if actor else []
    return any(_share_a_name(gold, text) for text in texts)


def _share_a_name(gold: str, text: str) -> bool:
    ours, theirs = _NAME.findall(text), _NAME.findall(gold)
    known = {w.lower() for w in theirs} - _EMPTY
    if known & {w.lower() for w in ours}:
        return True
    initials = "".join(w[0] for w in ours if w[0].isupper())
    return any(len(w) > 1 and w.isupper() and w in initials for w in theirs)


def numbers(mention: GoldMention) -> list[tuple[Stretch, float]]:
    """Return where ``mention`` gives a number with a unit, in file offsets, and the number.

    >>> numbers(GoldMention(0, 100, 120, "over 6,000 soldiers"))
    [((105, 110), 6000.0)]
    """
    return [
        ((mention.start + m.start(1), mention.start + m.end(1)), float(m[1].replace(",", "")))
        for m in _NUMBER.finditer(mention.text)
    ]


def figures_found(group: Group, built: Built) -> Share:
    """Return how many numbers of ``group`` are figure claims, and how many there are."""
    wanted = [(m.doc, place, value) for m in group.mentions for place, value in numbers(m)]
    return float(sum(bool(_figure_claims(w, built)) for w in wanted)), float(len(wanted))


def figures_joined(group: Group, built: Built, home: Mapping[str, str]) -> Share:
    """Return how many pairs of equal numbers in two documents are one figure, and how many there are."""
    wanted = [(m.doc, place, value) for m in group.mentions for place, value in numbers(m)]
    pairs = [(a, b) for a, b in combinations(wanted, 2) if a[0] != b[0] and a[2] == b[2]]
    joined = [
        {home[c] for c in _figure_claims(a, built) if c in home}
        & {home[c] for c in _figure_claims(b, built) if c in home}
        for a, b in pairs
    ]
    return float(sum(bool(j) for j in joined)), float(len(pairs))


def _figure_claims(wanted: tuple[int, Stretch, float], built: Built) -> list[str]:
    doc, place, value = wanted
    name = built.documents[doc].document_id
    return [
        c.claim_id
        for c in built.claims
        if c.document_id == name
        and c.figure is not None
        and c.figure.value == value
        and overlap(built.raw(doc, c.figure.span), place)
    ]


def conflict_found(
    contradictions: Sequence[Contradiction], groups: Sequence[Group], built: Built
) -> list[Share]:
    """Return, per contradiction that the texts show, whether a conflict of its kind has its claims."""
    named = {g.id: g for g in groups}
    shares = []
    for contradiction in contradictions:
        kinds = CONFLICTS.get(contradiction.id)
        if kinds is None:
            continue
        ours = {c.claim_id for m in named[contradiction.group].mentions for c in built.claims_in(m)}
        found = any(
            conflict.kind in kinds and ours & {c for side in conflict.sides for c in side.claim_ids}
            for conflict in built.linked.conflicts
        )
        shares.append((float(found), 1.0))
    return shares
