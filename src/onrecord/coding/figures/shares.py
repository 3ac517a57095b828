"""Shares: part of a whole, with who stands on the other side of a flow."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.draft import (
    Draft,
    linked_verb,
    mentions,
    same_side,
    sovereign,
    under,
    verb_above,
)
from onrecord.coding.figures.owners import owners
from onrecord.reading import Mention, Quantity, Token
from onrecord.records import FigureRole

_PRODUCTS = frozenset({"gdp", "product", "economy", "income", "revenue", "budget"})
"""Wholes that something else is said to be a share of: "2 percent of its GDP on defence"."""
_STATED = frozenset("stand come amount be reach equal run".split())


def share(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``69 % of X's arms imports came from Y``: part of a whole."""
    if quantity.unit != "percent":
        return None
    whole = next(iter(under(clause, head, "of")), None) or _counted(clause, quantity)
    if whole is None or whole.pos == "PRON":
        return None
    verb = verb_above(clause, head)
    link = linked_verb(clause, head)
    if link is not None and link[1] == "to" and measures.way_of(link[0]) is not None:
        return None  # "shrank to a tenth of its size"
    if whole.lemma in _PRODUCTS:
        measured = _of_product(clause, head, whole, verb)
        if measured is not None:
            return measured
    draft = Draft(
        _measure(clause, whole),
        whole,
        "figure.share",
        owners(clause, whole),
        [],
        verb,
        role=FigureRole.SHARE,
        whole=whole,
    )
    participle = measures.participle_of(clause, whole)
    if participle is not None:
        draft.of = mentions(clause, under(clause, participle, "to", "into", "by", "in")) or draft.of
        draft.counterpart = mentions(clause, under(clause, participle, "from"))
    if verb is not None:
        _sides_of_share(clause, verb, head, draft)
    if same_side(draft.of, draft.counterpart):
        draft.counterpart = []
    return draft


def _measure(clause: Clause, whole: Token) -> str:
    """Return what a share is of; people named by their state are people."""
    mention = clause.mention(whole)
    if whole.tag in {"NNPS", "NNP"} and mention is not None and any(r.country for r in mention.actors):
        return "people"
    return measures.measure_of(clause, whole)


def _counted(clause: Clause, quantity: Quantity) -> Token | None:
    """Return whom "one in four Greeks" counts: the noun behind."""
    if " of" in quantity.text and "every" not in quantity.text and "out" not in quantity.text:
        return None
    last = clause.sentence.token_at(quantity.end - 1)
    if last is None or last.i + 1 >= len(clause.tokens) or " " not in quantity.text.strip():
        return None
    following = clause.tokens[last.i + 1]
    if following.tag in {"NNS", "NNPS"} or (following.tag == "NNP" and clause.mention(following)):
        return following if " in " in quantity.text or "out of" in quantity.text else None
    return None


def _of_product(clause: Clause, head: Token, whole: Token, verb: Token | None) -> Draft | None:
    """``spends 2 percent of its GDP on defence``, ``debt stood at 72 percent of GDP``."""
    if verb is None:
        return None
    subject = next(iter(clause.subjects(verb)), None)
    if verb.lemma in {"spend", "allocate", "devote", "invest"}:
        purpose = next(iter(under(clause, verb, "on", "to", "in", "for")), None) or next(
            iter(under(clause, whole, "on", "to", "in", "for")), None
        )
        if purpose is None or subject is None:
            return None
        name = f"{measures.lookup('goods', purpose.lemma) or purpose.lemma}_spending"
        held = sovereign(clause, [subject]) or owners(clause, whole)
        return _product_share(name, purpose, whole, held, verb)
    if subject is None or verb.lemma not in _STATED or subject.i in clause.sentence.subtree(head.i):
        return None
    held = owners(clause, subject) or mentions(clause, under(clause, verb, "in") + under(clause, whole, "in"))
    return _product_share(measures.measure_of(clause, subject), subject, whole, held, verb)


def _product_share(name: str, noun: Token, whole: Token, held: list[Mention], verb: Token) -> Draft:
    return Draft(name, noun, "figure.share", held, [], verb, role=FigureRole.SHARE, whole=whole)


def _sides_of_share(clause: Clause, verb: Token, head: Token, draft: Draft) -> None:
    """Fill the sides of a share from the verb that it is an argument of."""
    subjects = clause.subjects(verb)
    is_subject = any(t.i == head.i for t in subjects)
    if is_subject:
        _sides_by_predicate(clause, verb, draft)
    elif verb.lemma in measures.GIVERS:
        _transfer(clause, draft, subjects, _receivers(clause, verb, head), "exports")
    elif verb.lemma in measures.TAKERS:
        _transfer(clause, draft, _origin(clause, verb, draft.noun), subjects, "imports")
    elif verb.lemma in {"rely", "depend"}:
        draft.of = draft.of or mentions(clause, subjects)
        draft.counterpart = mentions(clause, under(clause, verb, "on", "upon"))
    elif verb.lemma in measures.EQUATIVES or verb.lemma in {"supply", "hold", "own", "control", "take"}:
        sides = mentions(clause, subjects)
        if _worldwide(clause, draft.noun) and not draft.of:
            draft.of = sides
        elif verb.lemma in measures.EQUATIVES or draft.of:
            draft.counterpart = [m for m in sides if m.actors]
    elif not draft.of:
        draft.of = sovereign(clause, subjects)


def _sides_by_predicate(clause: Clause, verb: Token, draft: Draft) -> None:
    if verb.lemma in measures.ORIGIN_VERBS or clause.is_passive(verb):
        draft.counterpart = mentions(clause, under(clause, verb, "from", "by")) or draft.counterpart
    elif verb.lemma in {"go", "head", "flow"}:
        draft.counterpart = mentions(clause, under(clause, verb, "to"))
    elif verb.lemma == "be":
        nationality = clause.sentence.kids(verb.i, "acomp", "attr")
        draft.counterpart = [m for t in nationality if (m := clause.mention(t)) and is_demonym(m)]


def is_demonym(mention: Mention) -> bool:
    """True for "Chinese", "Norwegian"."""
    return mention.form == "demonym" and bool(mention.actors)


def _worldwide(clause: Clause, noun: Token) -> bool:
    beside = clause.sentence.kids(noun.i, "amod", "compound", "poss")
    return any(t.lemma in {"global", "world", "worldwide", "international", "total"} for t in beside)


def _origin(clause: Clause, verb: Token, goods: Token) -> list[Token]:
    return under(clause, verb, "from") or under(clause, goods, "from")


def _topic_before(clause: Clause, other: list[Mention]) -> list[Mention]:
    """Return the one state that the sentence before speaks of besides ``other``."""
    known = {r.country for m in other for r in m.actors}
    found = {
        r.country: m
        for m in clause.reading.mentions
        if m.sentence == clause.sentence.index - 1
        for r in m.actors
        if r.country and r.country not in known
    }
    return list(found.values()) if len(found) == 1 else []


def _receivers(clause: Clause, verb: Token, head: Token) -> list[Token]:
    held = [t for t in clause.sentence.kids(verb.i, "dobj", "dative") if t.i != head.i and t.tag != "TO"]
    return held or under(clause, verb, "to")


def _transfer(clause: Clause, draft: Draft, givers: list[Token], takers: list[Token], flow: str) -> None:
    """Set the sides of a flow by who gives and who takes; a pronoun ("its imports") yields to them.

    "Bought 67 percent of its arms from X" is a flow too: arms imports.
    """
    given, taken = mentions(clause, givers), mentions(clause, takers)
    known = measures.flow_of(draft.measure)
    if known is None:
        if not given or not taken:
            if not draft.of:
                draft.of = [m for m in taken or given if m.actors]
            return
        if measures.is_traded(draft.noun):
            draft.measure = f"{draft.measure}_{flow}"
            known = flow
    inward = (known or flow) in measures.INWARD
    own, other = (taken, given) if inward else (given, taken)
    if not own and other and same_side(draft.of, other):
        # "Russia provided 93 percent of its imports": of whom was spoken before
        draft.of = _topic_before(clause, other)
    if own and (not draft.of or any(m.form == "pronoun" for m in draft.of)):
        draft.of = own
    draft.counterpart = [m for m in other if not same_side([m], draft.of)] or draft.counterpart
