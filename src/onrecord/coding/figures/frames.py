"""The constructions figures stand in: shares, lengths, harm, money, plain counts.

A frame looks at one quantity in its sentence and says what is measured, of whom, and
who stands on the other side; None when it does not apply. The first that applies
wins. What no frame knows is no figure: a number alone says nothing a user can check.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from onrecord.coding.clause import Clause
from onrecord.coding.figures import measures
from onrecord.coding.figures.owners import counted_along, owners, owners_of_all
from onrecord.coding.parties import parties
from onrecord.reading import Mention, Quantity, Token


class Draft(Struct):
    """What a frame reads: measure, sides, and the tokens it was read from."""

    measure: str
    noun: Token
    """What is measured."""
    rule: str
    of: list[Mention]
    counterpart: list[Mention]
    verb: Token | None = None
    """The verb that the figure is an argument of."""
    unit: str | None = None
    """Overrides the quantity's unit where the construction tells more."""


Frame = Callable[[Clause, Quantity, Token], Draft | None]

LINEAR = frozenset({"km", "miles", "nautical miles", "m", "feet", "cm"})
CURRENCIES = frozenset("USD EUR GBP JPY CNY RUB ILS TRY AZN IRR INR UAH KRW AUD CAD".split())
_TOWNS = frozenset("capital city town village port airport".split())
_VAGUE = frozenset("dozen score hundred thousand million billion".split())
_REACH = frozenset("reach total amount exceed hit stand be rise fall climb grow drop come number".split())


def verb_above(clause: Clause, token: Token) -> Token | None:
    """Return the nearest verb that ``token`` hangs on."""
    return next((t for t in clause.sentence.ancestors(token.i) if clause.is_verb(t) or t.pos == "AUX"), None)


def same_side(one: Sequence[Mention], two: Sequence[Mention]) -> bool:
    """True where both lists stand for the same parties, by country or by actor."""
    return bool(_sides(one)) and _sides(one) == _sides(two)


def _sides(mentions: Sequence[Mention]) -> set[str]:
    return {ref.country or ref.actor_id for m in mentions for ref in m.actors}


def _under(clause: Clause, token: Token, *words: str) -> list[Token]:
    return [t for word, t in clause.prepositions(token) if word in words and t.dep == "pobj"]


def _mentions(clause: Clause, tokens: Sequence[Token]) -> list[Mention]:
    return [m for t in tokens for m in parties(clause, t, aims=False, places=True)]


# ----------------------------------------------------------------- percentages


def share(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``69 % of X's arms imports came from Y``: part of a whole."""
    if quantity.unit != "percent":
        return None
    whole = next(iter(_under(clause, head, "of")), None)
    if whole is None:
        return None
    verb = verb_above(clause, head)
    draft = Draft(measures.measure_of(clause, whole), whole, "figure.share", owners(clause, whole), [], verb)
    participle = measures.participle_of(clause, whole)
    if participle is not None:
        draft.of = _mentions(clause, _under(clause, participle, "to", "into", "by")) or draft.of
        draft.counterpart = _mentions(clause, _under(clause, participle, "from"))
    if verb is not None:
        _sides_of_share(clause, verb, head, draft)
    if same_side(draft.of, draft.counterpart):
        draft.counterpart = []
    return draft


def _sides_of_share(clause: Clause, verb: Token, head: Token, draft: Draft) -> None:
    """Fill the sides of a share from the verb that it is an argument of."""
    subjects = clause.subjects(verb)
    is_subject = any(t.i == head.i for t in subjects)
    if is_subject and (verb.lemma in measures.ORIGIN_VERBS or clause.is_passive(verb)):
        origin = _under(clause, verb, "from", "by")
        draft.counterpart = _mentions(clause, origin) or draft.counterpart
    elif is_subject and verb.lemma in {"go", "head", "flow"}:
        draft.counterpart = _mentions(clause, _under(clause, verb, "to"))
    elif verb.lemma in measures.GIVERS and not is_subject:
        _transfer(clause, draft, subjects, _receivers(clause, verb, head))
    elif verb.lemma in measures.TAKERS and not is_subject:
        _transfer(clause, draft, _under(clause, verb, "from"), subjects)
    elif verb.lemma in measures.EQUATIVES and not is_subject:
        draft.counterpart = _mentions(clause, subjects)


def _receivers(clause: Clause, verb: Token, head: Token) -> list[Token]:
    held = [t for t in clause.sentence.kids(verb.i, "dobj", "dative") if t.i != head.i and t.tag != "TO"]
    return held or _under(clause, verb, "to")


def _transfer(clause: Clause, draft: Draft, givers: list[Token], takers: list[Token]) -> None:
    """Set the sides of a flow by who gives and who takes; a pronoun ("its imports") yields to them."""
    given, taken = _mentions(clause, givers), _mentions(clause, takers)
    flow = measures.flow_of(draft.measure)
    if flow is None:
        return
    own, other = (taken, given) if flow in measures.INWARD else (given, taken)
    if own and (not draft.of or all(m.form == "pronoun" for m in draft.of)):
        draft.of = own
    draft.counterpart = [m for m in other if not same_side([m], draft.of)] or draft.counterpart


def change(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``exports rose by 5 %``, ``a 5 % drop in exports``, ``a 30 % stake in X``."""
    if quantity.unit not in {"percent", "percentage points"}:
        return None
    above = clause.tokens[head.head]
    if head.dep in {"compound", "nmod", "amod", "nummod"} and above.tag.startswith("NN"):
        return _changed_noun(clause, above)
    verb = verb_above(clause, head)
    if verb is None or verb.lemma not in measures.RISES | measures.FALLS:
        return None
    moved = clause.sentence.kids(verb.i, "dobj") or clause.subjects(verb)
    subject = next((t for t in moved if t.tag in {"NN", "NNS"} and t.text.isalpha()), None)
    if subject is None:
        return None
    way = "growth" if verb.lemma in measures.RISES else "decline"
    name = f"{measures.measure_of(clause, subject)}_{way}"
    return Draft(name, subject, "figure.change", owners(clause, subject), [], verb)


def _changed_noun(clause: Clause, noun: Token) -> Draft:
    verb = verb_above(clause, noun)
    for way, nouns in measures.CHANGES.items():
        if noun.lemma not in nouns:
            continue
        inside = _under(clause, noun, "in", "of") + clause.sentence.kids(noun.i, "compound")
        what = next((t for t in inside if t.tag in {"NN", "NNS"} and t.text.isalpha()), None)
        if what is not None:
            name = f"{measures.measure_of(clause, what)}_{way}"
            return Draft(name, what, "figure.change", owners(clause, what), [], verb)
    return Draft(measures.measure_of(clause, noun), noun, "figure.rate", owners(clause, noun), [], verb)


# --------------------------------------------------------------------- lengths


def length(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``a 670-kilometre border``, ``about 100 km from the capital``: never the same measure."""
    if quantity.unit not in LINEAR:
        return None
    above = clause.tokens[head.head]
    verb = verb_above(clause, head)
    if head.dep in {"compound", "nmod", "amod", "nummod"} and above.tag.startswith("NN"):
        name = f"{above.lemma}_length" if above.lemma in measures.LINES else above.lemma
        held = owners(clause, above) or (_mentions(clause, clause.subjects(verb)) if verb else [])
        return Draft(name, above, "figure.length", held, [], verb)
    subject = next(iter(clause.subjects(verb)), None) if verb else None
    away = _far_end(clause, head, above)
    if away is not None:
        of = parties(clause, subject, places=True) if subject else []
        return Draft("distance", subject or head, "figure.distance", of, _place_parties(clause, away), verb)
    if subject is not None and subject.lemma in measures.LINES:
        of = parties(clause, subject, places=True)
        return Draft(f"{subject.lemma}_length", subject, "figure.length", of, [], verb)
    return None


def _far_end(clause: Clause, head: Token, above: Token) -> Token | None:
    """Return what a distance is measured to: "100 km from the *capital*", "north of the *city*"."""
    for token in (above, head):
        if token.lower in {"from", "off", "of"}:
            found = clause.sentence.kid(token.i, "pobj")
            if found:
                return found
        for word in ("from", "of", "off"):
            if token.tag in {"RB", "NN"} or token is head:
                found = next(iter(_under(clause, token, word)), None)
                if found:
                    return found
    return None


def _place_parties(clause: Clause, token: Token) -> list[Mention]:
    """Return whose place a distance is measured to; nobody for a town, which is not its whole state."""
    return [] if _town(clause, token) else parties(clause, token, places=True)


def _town(clause: Clause, token: Token) -> bool:
    """True for "the capital, Riga", "the city of Riga", "Riga"."""
    names = {t.head: t.granularity for t in clause.reading.toponyms if t.sentence == clause.sentence.index}
    return token.lemma in _TOWNS or names.get(token.i) == "city"


# ------------------------------------------------------------------------ harm


def harm(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``12 people were killed``, ``the deaths of over 6,000 soldiers``, ``left 12 dead``."""
    if quantity.unit not in {"people", "count"}:
        return None
    own = measures.lookup("harm_nouns", head.lemma)
    if own:
        return Draft(own, head, "figure.harm", owners_of_all(clause, head), [], verb_above(clause, head))
    draft = _harm_noun(clause, head) or _harm_adjective(clause, quantity, head) or _harm_verb(clause, head)
    if draft is not None and not head.tag.startswith("NN"):
        # "wounding another 40": who is hurt without being named is people
        draft.unit = "people"
    return draft


def _harm_noun(clause: Clause, head: Token) -> Draft | None:
    """``the deaths of N soldiers``, ``the death toll rose to N``, ``… could reach N``."""
    above = clause.tokens[head.head]
    if head.dep == "pobj" and above.lower in {"of", "to", "at"}:
        above = clause.tokens[above.head]
    elif head.dep not in {"dobj", "attr"}:
        return None
    noun: Token | None = above
    if not above.tag.startswith("NN"):
        noun = next(iter(clause.subjects(above)), None) if clause.is_verb(above) else None
    name = _toll(noun, clause) if noun is not None else None
    if name is None:
        return None
    return Draft(name, head, "figure.harm", owners_of_all(clause, head), [], verb_above(clause, head))


def _toll(noun: Token, clause: Clause) -> str | None:
    if noun.lemma in {"toll", "number", "count"}:
        beside = clause.sentence.kids(noun.i, "compound", "amod") + _under(clause, noun, "of")
        words = [w for t in beside for w in (measures.lookup("harm_nouns", t.lemma), _adjective(t)) if w]
        return words[0] if words else None
    return measures.lookup("harm_nouns", noun.lemma)


def _adjective(token: Token) -> str | None:
    return measures.lookup("harm_adjectives", token.lower)


def _harm_adjective(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``12 dead``, ``left 12 people dead``, ``20 others wounded``."""
    near = [t for t in clause.tokens[head.i : head.i + 2] if t.start >= quantity.start]
    name = next((n for t in near if (n := _adjective(t)) and t.dep not in {"ROOT"}), None)
    if name is None:
        return None
    return Draft(name, head, "figure.harm", owners_of_all(clause, head), [], verb_above(clause, head))


def _harm_verb(clause: Clause, head: Token) -> Draft | None:
    verb = _argument_of(clause, head)
    if verb is None:
        return None
    first = _first_conjunct(clause, head)
    objects, subjects = clause.objects(verb), clause.own_subjects(verb)
    name = measures.lookup("harm_verbs", verb.lemma)
    if name and any(t.i == first.i for t in objects):
        doers = [t for t in clause.actors(verb) if t.i != first.i]
        sides = [m for t in doers for m in parties(clause, t)]
        return Draft(name, head, "figure.harm", owners_of_all(clause, head), sides, verb)
    name = measures.lookup("subject_verbs", verb.lemma)
    if name and any(t.i == first.i for t in subjects):
        return Draft(name, head, "figure.harm", owners_of_all(clause, head), [], verb)
    return None


def _first_conjunct(clause: Clause, token: Token) -> Token:
    while token.dep == "conj" and clause.tokens[token.head].i != token.i:
        token = clause.tokens[token.head]
    return token


def _argument_of(clause: Clause, head: Token) -> Token | None:
    """Return the verb that ``head``, or the noun it is coordinated with, is an argument of."""
    above = clause.tokens[_first_conjunct(clause, head).head]
    return above if clause.is_verb(above) or above.tag.startswith("VB") else None


# ----------------------------------------------------------------------- money


def money(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``a $2 billion deal``, ``$3 billion in aid``, ``exports reached $5 billion``."""
    if quantity.unit not in CURRENCIES or _per_share(clause, quantity):
        return None
    above, verb = clause.tokens[head.head], verb_above(clause, head)
    held = _mentions(clause, clause.actors(verb)) if verb else []
    if head.dep in {"compound", "nmod", "amod", "nummod", "quantmod"} and above.tag.startswith("NN"):
        if above.lemma == "worth":
            above = next(iter(_under(clause, above, "of")), above)
        name = measures.measure_of(clause, above)
        return Draft(name, above, "figure.money", owners(clause, above) or held, [], verb)
    inside = next(iter(_under(clause, head, "in", "of")), None)
    if inside is not None:
        name = measures.measure_of(clause, inside)
        return Draft(name, inside, "figure.money", owners(clause, inside) or held, [], verb)
    return _money_verb(clause, head, verb)


def _money_verb(clause: Clause, head: Token, verb: Token | None) -> Draft | None:
    if verb is None:
        return None
    subject = next(iter(clause.subjects(verb)), None)
    above = clause.tokens[head.head]
    worth = above.lower == "worth"
    if head.dep == "pobj" and not worth and clause.tokens[above.head].i != verb.i:
        return None
    if subject is not None and subject.tag.startswith("NN") and (worth or verb.lemma in _REACH):
        name = measures.measure_of(clause, subject)
        return Draft(name, subject, "figure.money", owners(clause, subject), [], verb)
    spent = measures.lookup("spending_verbs", verb.lemma)
    if spent and head.dep in {"dobj", "pobj", "attr"}:
        return Draft(spent, head, "figure.money", _mentions(clause, clause.actors(verb)), [], verb)
    return None


def _per_share(clause: Clause, quantity: Quantity) -> bool:
    rest = clause.reading.document.text[quantity.end : quantity.end + 8].lower()
    return rest.startswith((" a share", "-a-share", " per sha", " apiece"))


# ---------------------------------------------------------------------- counts


def count(clause: Clause, quantity: Quantity, head: Token) -> Draft | None:
    """``30 children``, ``32 members of parliament``, ``1,200 tonnes of wheat``."""
    if quantity.unit in CURRENCIES or quantity.unit in LINEAR or quantity.unit.startswith("percent"):
        return None
    if quantity.unit not in {"people", "count"}:
        of = next(iter(_under(clause, head, "of")), None)
        if of is None:
            return None
        return Draft(measures.measure_of(clause, of), of, "figure.amount", [], [], verb_above(clause, head))
    if not head.tag.startswith("NN") or not _worth_counting(clause, quantity, head):
        return None
    verb = verb_above(clause, head)
    # "thousands celebrated": without a noun it is people who are counted
    name = "people" if head.lemma in _VAGUE else measures.measure_of(clause, head)
    if counted_along(clause, head):
        name = quantity.unit  # "thousands of soldiers and nurses": people
    return Draft(name, head, "figure.count", owners_of_all(clause, head), [], verb)


def _worth_counting(clause: Clause, quantity: Quantity, head: Token) -> bool:
    """False for "the two leaders", "both sides", "four corners": grammar rather than a figure."""
    exact = quantity.hedge is None and quantity.upper is None
    spelled = not any(c.isdigit() for c in quantity.text)
    if exact and quantity.value < 10 and (spelled or quantity.value < 2):
        return False
    definite = {t.lower for t in clause.sentence.kids(head.i, "det")} & {"the", "these", "those", "both"}
    if definite and exact and quantity.value < 100:
        return False
    return verb_above(clause, head) is not None and not _out_of(clause, quantity)


def _out_of(clause: Clause, quantity: Quantity) -> bool:
    text = clause.reading.document.text
    around = text[max(0, quantity.start - 8) : quantity.start] + "|" + text[quantity.end : quantity.end + 8]
    return "out of" in around


FRAMES: tuple[Frame, ...] = (share, change, length, harm, money, count)
