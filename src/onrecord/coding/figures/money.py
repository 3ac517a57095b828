"""Money: given, lent, owed, paid, lost, earned; what things cost, are worth and are sold for."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.changes import moved
from onrecord.coding.figures.draft import (
    MODIFIERS,
    Draft,
    apart_from,
    linked_verb,
    sovereign,
    under,
    verb_above,
)
from onrecord.coding.figures.owners import owners
from onrecord.reading import Mention, Quantity, Token
from onrecord.records import Direction

_REACH = frozenset("reach total amount exceed hit stand be come number top average trade remain run".split())
_RISEN = frozenset("reach hit top".split())
_PRICED = frozenset("buy sell purchase acquire order".split())
_TAKING = frozenset("receive get obtain secure borrow".split())


def money(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``a $2 billion deal``, ``$3 billion in aid``, ``exports reached $5 billion``."""
    if not measures.is_currency(quantity.unit):
        return None
    if quantity.unit == "pounds" and under(clause, head, "of"):
        return None  # "140,000 pounds of cargo"
    return (
        _of_noun(clause, head)
        or _in_goods(clause, head)
        or _worth(clause, head)
        or _price(clause, head)
        or _by_verb(clause, head)
    )


def _of_noun(clause: Clause, head: Token) -> Draft | None:
    """``a $2 billion loan to X``, ``a fine of 90 million euros``, ``a ransom of $3 million``."""
    above = clause.tokens[head.head]
    if head.dep == "pobj" and above.lower == "of":
        above = clause.tokens[above.head]
    elif head.dep not in MODIFIERS:
        return None
    if not above.tag.startswith("NN") or above.lemma == "worth":
        return None
    if above.lemma in {"low", "high", "record"} or measures.way_of_noun(above) is not None:
        return None
    verb = verb_above(clause, above)
    draft = moved(clause, above, verb, "figure.money")
    draft.measure = measures.lookup("money_nouns", above.lemma) or draft.measure
    draft.counterpart = draft.counterpart or apart_from(
        sovereign(clause, under(clause, above, "to", "for") + (under(clause, verb, "to") if verb else [])),
        draft.of,
    )
    return draft


def _in_goods(clause: Clause, head: Token) -> Draft | None:
    """``$20 million in aid to X``, ``21.5 billion euros of Russian assets``."""
    inside = next(iter(under(clause, head, "in", "of")), None)
    if inside is None or any(t.i == inside.i for t in _dated(clause)):
        return None
    verb = verb_above(clause, head)
    name = measures.lookup("money_nouns", inside.lemma) or measures.measure_of(clause, inside)
    held = owners(clause, inside)
    doers = sovereign(clause, clause.actors(verb)) if verb is not None else []
    if name not in {"aid", "loan"}:
        if not held and name in {"investment"}:
            held = doers
        return Draft(name, inside, "figure.money", held, [], verb)
    return _gift(clause, name, inside, head, verb, doers)


def _dated(clause: Clause) -> list[Token]:
    found = (clause.sentence.token_at(t.end - 1) for t in clause.timexes)
    return [t for t in found if t is not None]


def _gift(
    clause: Clause, name: str, noun: Token, head: Token, verb: Token | None, doers: list[Mention]
) -> Draft:
    if verb is None:
        return Draft(name, noun, "figure.money", [], [], verb)
    taken = (
        under(clause, verb, "to", "for") + under(clause, noun, "to", "for") + under(clause, head, "to", "for")
    )
    taken += [t for t in clause.sentence.kids(verb.i, "dobj", "dative") if t.i not in (noun.i, head.i)]
    takers = apart_from(sovereign(clause, taken), doers)
    if verb.lemma in _TAKING or verb.lemma in {"need", "require"}:
        givers = sovereign(clause, under(clause, verb, "from") + under(clause, noun, "from"))
        return Draft(name, noun, "figure.money", givers, doers, verb)
    return Draft(name, noun, "figure.money", doers, takers, verb)


def _worth(clause: Clause, head: Token) -> Draft | None:
    """``exports were worth 5 billion``, ``arms worth 5 billion``, ``trade reached 5 billion``."""
    above = clause.tokens[head.head]
    if above.lower == "worth" and not clause.is_verb(above):
        holder = clause.tokens[above.head]
        if holder.tag.startswith("NN"):
            return _goods_worth(clause, holder)
    verb = verb_above(clause, head)
    if verb is None:
        return None
    subject = next((t for t in clause.subjects(verb) if t.tag.startswith("NN")), None)
    link = linked_verb(clause, head)
    near = above.lower == "worth" or (
        link is not None and link[1] in {"obj", "attr", "to", "at", "acomp", "between"}
    )
    if subject is None or not near or (above.lower != "worth" and verb.lemma not in _REACH | {"put", "set"}):
        return None
    if verb.lemma in {"put", "set"} and not clause.is_passive(verb):
        subject = next(iter(clause.sentence.kids(verb.i, "dobj")), subject)
    if verb.lemma == "trade":
        draft = moved(clause, subject, verb, "figure.money")
        draft.measure = f"{measures.lookup('goods', subject.lemma) or subject.lemma}_price"
        return draft
    draft = moved(clause, subject, None, "figure.money")
    draft.verb = verb
    if verb.lemma in _RISEN:
        draft.direction = Direction.RISE
    return draft


def _goods_worth(clause: Clause, goods: Token) -> Draft:
    """``exported arms worth 2 billion euros to X``."""
    verb: Token | None = verb_above(clause, goods)
    name = measures.measure_of(clause, goods)
    if verb is None:
        return Draft(name, goods, "figure.money", owners(clause, goods), [], verb)
    doers = sovereign(clause, clause.actors(verb))
    flow = measures.lookup("participles", verb.lemma)
    if flow is None:
        return Draft(name, goods, "figure.money", owners(clause, goods) or doers, [], verb)
    other = apart_from(sovereign(clause, under(clause, verb, "to", "from")), doers)
    return Draft(f"{name}_{flow}", goods, "figure.money", doers, other, verb)


def _price(clause: Clause, head: Token) -> Draft | None:
    """``sold the mine to X for $140 million``."""
    link = linked_verb(clause, head)
    if link is None or link[1] != "for" or link[0].lemma not in _PRICED:
        return None
    verb = link[0]
    doers = sovereign(clause, clause.actors(verb))
    goods = clause.objects(verb)
    ends = under(clause, verb, "from", "to") + [t for g in goods for t in under(clause, g, "from", "to")]
    below = [t for g in goods for o in under(clause, g, "of") for t in under(clause, o, "to", "from")]
    other = apart_from(sovereign(clause, ends + below), doers)
    return Draft("price", head, "figure.money", doers, other, verb)


def _by_verb(clause: Clause, head: Token) -> Draft | None:
    """``pledged $20 million to X``, ``lent X $18 billion``, ``owes X $3 billion``, ``lost $21 billion``."""
    link = linked_verb(clause, head)
    if link is None or link[1] not in {"obj", "attr", "of", "at", "between", "oprd"}:
        return None
    verb = link[0]
    name = measures.lookup("spending_verbs", verb.lemma)
    if clause.tokens[min(head.i + 1, len(clause.tokens) - 1)].lower == "worth":
        return None
    doers = sovereign(clause, clause.actors(verb)) or [
        m for t in clause.actors(verb) if (m := clause.mention(t)) is not None and name == "loan"
    ]
    beside = [
        t for t in clause.sentence.kids(verb.i, "dobj", "dative", "iobj") if t.i != head.i and t.tag != "TO"
    ]
    ends = beside + under(clause, verb, "to", "for", "in", "with", "towards", "toward")
    ends += under(clause, head, "to", "for", "in", "with")
    other = apart_from(sovereign(clause, ends), doers)
    if verb.lemma in _TAKING:
        givers = sovereign(clause, under(clause, verb, "from") + under(clause, head, "from"))
        return Draft("aid", head, "figure.money", givers, doers, verb) if givers else None
    if name is None:
        return None
    if name == "cost":
        held = sovereign(clause, beside)
        return Draft(name, head, "figure.money", held or other[:0], [], verb)
    if name == "revenue":
        return Draft(name, head, "figure.money", sovereign(clause, beside) or doers, [], verb)
    if name == "fine":
        return Draft(name, head, "figure.money", doers, sovereign(clause, beside), verb)
    deep = [t for e in under(clause, verb, "towards", "for", "in") for t in under(clause, e, "of")]
    if not other and name == "payment":
        other = apart_from(sovereign(clause, deep), doers)
    return Draft(name, head, "figure.money", doers, other, verb)
