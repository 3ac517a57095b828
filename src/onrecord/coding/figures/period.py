"""The period a figure holds for: an expression of time of its phrase or clause, or "that period"."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.reading import Reading, Timex, Token
from onrecord.records import DateValue, Granularity

_PERIOD_NOUNS = frozenset({"period", "time", "timeframe"})
_POINTERS = frozenset({"that", "this", "same", "those"})
_LONG = frozenset(
    {Granularity.RANGE, Granularity.YEAR, Granularity.MONTH, Granularity.QUARTER, Granularity.SEASON}
    | {Granularity.DECADE}
)
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "conj"})


def period_of(clause: Clause, quantity: Token, noun: Token) -> DateValue | None:
    """Return the period of the figure at ``quantity``, which measures ``noun``.

    The figure's own phrase comes first, then its clause, then what a relative
    clause hangs on. "That period" is the last longer period named before.
    """
    dated = [t for t in clause.reading.timexes if t.sentence == clause.sentence.index and t.begins and t.ends]
    phrases = _phrases(clause, quantity, noun)
    for tokens in phrases:
        pointer = _pointer(clause, tokens)
        if pointer is not None:
            return _before(clause.reading, clause.sentence.index, clause.tokens[pointer].start)
        inside = [t for t in dated if _in(clause, t, tokens)]
        if inside:
            return _date(clause.reading, _nearest(inside, clause.tokens[quantity.i].start))
    return None


def _nearest(timexes: list[Timex], at: int) -> Timex:
    return min(timexes, key=lambda t: (abs(t.start - at), t.start))


def _phrases(clause: Clause, quantity: Token, noun: Token) -> list[set[int]]:
    """Return the token sets to look in, nearest first: the noun's phrase, the clause, the antecedent's."""
    sentence = clause.sentence
    found = [set(sentence.subtree(quantity.i)) | set(sentence.subtree(noun.i))]
    verb = next((t for t in sentence.ancestors(quantity.i) if clause.is_verb(t) or t.pos == "AUX"), None)
    if verb is None:
        return found
    found.append(_own(clause, verb, keep=quantity.i))
    if verb.dep == "relcl":
        top = clause.tokens[verb.head]
        for above in sentence.ancestors(top.i):
            if clause.is_verb(above) or above.pos == "AUX":
                break
            top = above
        found.append(set(sentence.subtree(top.i)) - set(sentence.subtree(verb.i)))
    return found


def _own(clause: Clause, verb: Token, keep: int) -> set[int]:
    """Return the tokens of the clause of ``verb``, nested clauses left out unless they hold ``keep``."""
    sentence = clause.sentence
    found = set(sentence.subtree(verb.i))
    for i in list(found):
        token = clause.tokens[i]
        if i != verb.i and token.dep in _CLAUSES and clause.is_verb(token):
            below = set(sentence.subtree(i))
            if keep not in below:
                found -= below
    return found


def _in(clause: Clause, timex: Timex, tokens: set[int]) -> bool:
    token = clause.sentence.token_at(timex.start)
    return token is not None and token.i in tokens


def _pointer(clause: Clause, tokens: set[int]) -> int | None:
    """Return the token of "period" in "(in) that period" among ``tokens``."""
    for i in sorted(tokens):
        token = clause.tokens[i]
        if token.lemma in _PERIOD_NOUNS and any(
            t.lower in _POINTERS for t in clause.sentence.kids(i, "det", "amod")
        ):
            return i
    return None


def _before(reading: Reading, sentence: int, offset: int) -> DateValue | None:
    """Return the last longer period named before ``offset``, in this sentence or the one before."""
    found = [
        t
        for t in reading.timexes
        if t.sentence is not None
        and sentence - 1 <= t.sentence <= sentence
        and t.end <= offset
        and t.granularity in _LONG
    ]
    return _date(reading, found[-1]) if found else None


def _date(reading: Reading, timex: Timex) -> DateValue | None:
    if timex.begins is None or timex.ends is None or timex.basis is None:
        return None
    return DateValue(
        start=timex.begins,
        end=timex.ends,
        granularity=timex.granularity or Granularity.RANGE,
        basis=timex.basis,
        span=reading.quote(timex.start, timex.end),
    )
