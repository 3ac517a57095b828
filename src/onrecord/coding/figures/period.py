"""The period a figure holds for: an expression of time of its phrase or clause, or "that period"."""

from __future__ import annotations

from onrecord.coding.clause import Clause
from onrecord.reading import Timex, Token
from onrecord.records import DateValue, Granularity

_NEXT = 4
"""Characters between a number and its year, whatever the parser hangs that on: " in 2015"."""
_PERIOD_NOUNS = frozenset({"period", "time", "timeframe", "year", "month", "quarter"})
_POINTERS = frozenset({"that", "same", "those"})
_LONG = frozenset(
    {Granularity.RANGE, Granularity.YEAR, Granularity.MONTH, Granularity.QUARTER, Granularity.SEASON}
    | {Granularity.DECADE}
)
_CLAUSES = frozenset({"relcl", "advcl", "ccomp", "acl", "parataxis", "conj"})


def period_of(
    clause: Clause,
    quantity: Token,
    noun: Token,
    after: int | None = None,
    before: int | None = None,
    *,
    former: bool = False,
) -> DateValue | None:
    """Return the period of the figure at ``quantity``, which measures ``noun``.

    Only expressions of time between the offsets ``after`` and ``before`` count. The
    figure's own phrase comes first, then its clause, then what a relative clause hangs
    on; of what was so ``former``ly, only its own phrase tells when. "That period" is the
    last longer period named before. Where nothing anchors the nearest expression ("last
    year" in an article without a date) there is no period.
    """
    dated = [t for t in clause.reading.timexes if t.sentence == clause.sentence.index and _dates(t)]
    dated = [t for t in dated if t.start >= (after or 0) and (before is None or t.start < before)]
    phrases = _phrases(clause, quantity, noun)
    if former and after is None:
        close = {t.i for t in clause.tokens if quantity.end <= t.start <= quantity.end + _NEXT}
        phrases = [phrases[0] | close]
    for tokens in phrases:
        pointer = _pointer(clause, tokens)
        if pointer is not None:
            return _before(clause, clause.tokens[pointer].start)
        inside = [t for t in dated if _in(clause, t, tokens)]
        if inside:
            return _date(clause, _nearest(inside, clause.tokens[quantity.i].start))
    return None


def _dates(timex: Timex) -> bool:
    return (timex.begins is not None and timex.ends is not None) or (timex.relative and timex.type == "DATE")


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
    found += [_own(clause, other, keep=other.i) for other in _coordinated(clause, verb)]
    if verb.dep == "relcl":
        top = clause.tokens[verb.head]
        for above in sentence.ancestors(top.i):
            if clause.is_verb(above) or above.pos == "AUX":
                break
            top = above
        found.append(set(sentence.subtree(top.i)) - set(sentence.subtree(verb.i)))
    return found


def _coordinated(clause: Clause, verb: Token) -> list[Token]:
    """Return the verbs that share the subject of ``verb``: one date at the end holds for both."""
    joined = [t for t in clause.sentence.kids(verb.i, "conj") if clause.is_verb(t)]
    if verb.dep == "conj":
        joined.append(clause.tokens[verb.head])
    return [t for t in joined if not clause.own_subjects(t) or verb.dep == "conj"]


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


def _before(clause: Clause, offset: int) -> DateValue | None:
    """Return the last longer period named before ``offset``, in this sentence or the one before."""
    sentence = clause.sentence.index
    found = [
        t
        for t in clause.reading.timexes
        if t.sentence is not None
        and sentence - 1 <= t.sentence <= sentence
        and t.end <= offset
        and t.granularity in _LONG
    ]
    return _date(clause, found[-1]) if found else None


def _date(clause: Clause, timex: Timex) -> DateValue | None:
    if timex.begins is None or timex.ends is None or timex.basis is None:
        return None
    published = clause.reading.document.published
    open_ended = published is not None and published.end > timex.ends and _since(clause, timex)
    return DateValue(
        start=timex.begins,
        end=published.end if published and open_ended else timex.ends,
        granularity=Granularity.RANGE if open_ended else timex.granularity or Granularity.RANGE,
        basis=timex.basis,
        span=clause.reading.quote(timex.start, timex.end),
    )


def _since(clause: Clause, timex: Timex) -> bool:
    """True where ``timex`` only opens a stretch: "since 2013"."""
    token = clause.sentence.token_at(timex.start)
    return token is not None and token.i > 0 and clause.tokens[token.i - 1].lower == "since"
