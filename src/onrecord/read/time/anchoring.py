"""What relative expressions are anchored on: the publication date, the tense, dates of the text.

The publication date anchors relative words only. Where it is missing, a date the
text gives in full lends its year to days and months without one, provided that
all such dates of the text agree on the year.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from onrecord.read.time.calendar import Interval
from onrecord.read.time.lexicon import UNITS
from onrecord.reading import Sentence, Token
from onrecord.records import DateBasis, ZoneKind

_FUTURE_MODALS = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
_OPEN_MODALS = frozenset({"may", "can", "could", "should", "must", "might"})
_FUTURE_GOVERNORS = frozenset(
    "plan expect set schedule due hope agree intend aim prepare want promise vow pledge decide propose "
    "ready go slate bind likely ask order call invite urge threaten arrange offer request summon vote opt "
    "undertake book pencil await poise prepared decision proposal invitation intention deadline pact".split()
)
_AHEAD = frozenset("until till through to by effective due".split())
_AMOUNTS = frozenset({"$", "%", "£", "€", "#"} | set("million billion share percent cent".split()))
_CLOCK_MARKS = frozenset({"am", "pm", "a.m.", "p.m."})
"""Read as forms of a verb at times."""
HEADLINES = frozenset({ZoneKind.TITLE, ZoneKind.SUBTITLE, ZoneKind.HEADING})
"""Zones where a present tense tells of the past."""


class Context(Struct):
    """What is known where an expression stands. The reader of a document moves it along."""

    published: date | None
    text_year: int | None
    """The year that all full dates of the text share."""
    focus: Interval | None = None
    """The last date of the text that was resolved: what "a week later" counts from."""
    focus_sentence: int = -9
    quarter: Interval | None = None
    """The last quarter of the text: what the figures of a report on results are compared with."""
    sentence: Sentence | None = None
    start: int = 0
    """Where the expression stands."""

    def tense(self) -> str:
        """Return past, present, future or open: the tense of the verb that governs the expression."""
        if self.sentence is None:
            return "past"
        token = self.sentence.token_at(self.start)
        return "past" if token is None else governing_tense(self.sentence, token)

    def shown(self) -> bool:
        """True in a headline in the present tense: "King visits Oslo on Friday"."""
        if self.sentence is None or self.sentence.zone not in HEADLINES:
            return False
        token = self.sentence.token_at(self.start)
        verbs = self.sentence.ancestors(token.i) if token is not None else ()
        verb = next((t for t in verbs if t.pos in {"VERB", "AUX"}), None)
        return verb is not None and _tense_of(self.sentence, verb) == "present"

    def points_ahead(self) -> bool:
        """True after "until", "by", "to": such a date may lie ahead of a verb in the past."""
        token = self.sentence.token_at(self.start) if self.sentence else None
        if token is None or token.i == 0 or self.sentence is None:
            return False
        return self.sentence.tokens[token.i - 1].lower in _AHEAD

    def word_after(self, end: int) -> str:
        """Return the word that follows an expression which ends at ``end``, in lower case."""
        token = self.sentence.token_at(end + 1) if self.sentence else None
        return token.lower if token else ""

    def perfect(self) -> bool:
        """True under "has given them until Monday": what was done holds still."""
        token = self.sentence.token_at(self.start) if self.sentence else None
        if token is None or self.sentence is None:
            return False
        verb = next((t for t in self.sentence.ancestors(token.i) if t.pos == "VERB"), None)
        auxiliaries = self.sentence.kids(verb.i, "aux") if verb else []
        return any(t.lower in {"has", "have"} for t in auxiliaries)

    def reported_quarter(self) -> Interval | None:
        """Return the quarter whose figures a sentence with money or shares in it tells."""
        if self.quarter is None or self.sentence is None:
            return None
        amounts = any(t.text in _AMOUNTS or t.lemma in _AMOUNTS for t in self.sentence.tokens)
        return self.quarter if amounts else None

    def narrative(self) -> Interval | None:
        """Return the date the narration stands at: one of this sentence or of the three before."""
        index = self.sentence.index if self.sentence else 0
        return self.focus if self.focus and index - self.focus_sentence <= 3 else None


def governing_tense(sentence: Sentence, token: Token) -> str:
    """Return past, present or future: the tense of the nearest verb above ``token``.

    A verb in the infinitive takes "future" from what governs it ("plans to meet"),
    else the tense of the verb above. A present tense in a headline tells of the past.
    "Open" says that the verb in the past stands too far off to tell, behind a noun or
    an adjective ("dividends payable 7 December").
    """
    if token.dep == "poss" and not _opens_future(sentence, token):
        # "looked for ways around Wednesday's ruling": it is known already
        return "past"
    past = "past"
    for above in (token, *sentence.ancestors(token.i)):
        if above.lower in _CLOCK_MARKS:
            continue
        if above.pos == "ADJ" and above.lemma in _FUTURE_GOVERNORS:
            return "past" if _had(sentence, above) else "future"
        if above.pos not in {"VERB", "AUX"}:
            if above.pos in {"NOUN", "ADJ"} and above is not token and above.lemma not in UNITS:
                past = "open"
            continue
        tense = _tense_of(sentence, above)
        if tense is None and above.tag == "VB":
            # "called him to testify on 10 February": what is called for lies ahead, or did
            past = "open"
        if tense == "past":
            return past
        if tense is not None:
            return past if tense == "present" and sentence.zone in HEADLINES else tense
        if sentence.zone in HEADLINES and _announces(sentence, above):
            return "future"
    return past


def _opens_future(sentence: Sentence, owner: Token) -> bool:
    """True in "Friday's talks will", "before Friday's vote": what is owned may lie ahead."""
    noun = sentence.tokens[owner.head]
    return noun.dep in {"nsubj", "nsubjpass"} or noun.lemma in _COMING_NOUNS


_COMING_NOUNS = frozenset(
    "meeting summit election vote ballot referendum talk deadline visit match game session hearing "
    "conference inauguration ceremony debate test poll".split()
)


def _announces(sentence: Sentence, verb: Token) -> bool:
    """True in the headline "Envoys to sign deal on Friday", also with ", ministry says" behind it."""
    if not any(t.lower == "to" for t in sentence.kids(verb.i, "aux")):
        return False
    own_subject = sentence.kid(verb.i, "nsubj", "nsubjpass") is not None
    above = sentence.tokens[verb.head]
    # the parser hangs the verb of "Envoy to visit port" on its subject
    on_subject = verb.dep in {"relcl", "acl", "advcl"} and above.head == above.i and above.i == verb.i - 2
    return verb.head == verb.i or (verb.dep == "ccomp" and own_subject) or on_subject


def _tense_of(sentence: Sentence, verb: Token) -> str | None:
    auxiliaries = sentence.kids(verb.i, "aux", "auxpass")
    words = {t.lower for t in auxiliaries}
    if "had" in words:
        return "past"
    if words & _FUTURE_MODALS:
        return "past" if "have" in words else "future"
    if words & _OPEN_MODALS:
        return "past" if "have" in words or _failed(sentence, verb, words) else "future"
    if "to" in words:
        return "future" if _plans(sentence, verb) else None
    finite = next((t for t in auxiliaries if t.tag in {"VBD", "VBZ", "VBP"}), verb)
    if finite.tag == "VBD":
        return "future" if _was_scheduled(verb, finite) else "past"
    if finite.tag in {"VBZ", "VBP"}:
        return _present(sentence, verb, finite)
    if verb.tag == "VBN":
        governs = verb.lemma in _FUTURE_GOVERNORS and not _is_fixed(sentence, verb)
        return "future" if not auxiliaries and governs else "past"
    return None


def _is_fixed(sentence: Sentence, verb: Token) -> bool:
    """True in "a record set on 6 August", unlike "set for 6 August", "set to close"."""
    if verb.lemma != "set":
        return False
    return not any(t.lower == "for" for t in sentence.kids(verb.i, "prep")) and not sentence.kids(
        verb.i, "xcomp"
    )


def _had(sentence: Sentence, word: Token) -> bool:
    """True in "had planned", "it had been due on Friday": that day is over."""
    verb = sentence.tokens[word.head] if word.pos == "ADJ" else word
    return any(t.lower == "had" for t in sentence.kids(verb.i, "aux"))


def _failed(sentence: Sentence, verb: Token, words: set[str]) -> bool:
    """True in "could not be reached on Monday": a try of the past."""
    return "could" in words and sentence.kid(verb.i, "neg") is not None


def _was_scheduled(verb: Token, finite: Token) -> bool:
    """True in "planned a march on Saturday", "was scheduled for Friday", not "which was scheduled for"."""
    if verb.lemma not in _SCHEDULING or verb.dep == "relcl":
        return False
    return verb is finite or finite.lemma == "be"


_SCHEDULING = frozenset("plan schedule expect slate".split())


def _present(sentence: Sentence, verb: Token, finite: Token) -> str:
    if finite.lemma == "have" and finite is not verb:
        return "past"
    governs = verb.lemma in _FUTURE_GOVERNORS
    due = any(t.lemma in _FUTURE_GOVERNORS for t in sentence.kids(verb.i, "acomp"))
    return "future" if governs or due else "present"


def _plans(sentence: Sentence, verb: Token) -> bool:
    above = sentence.tokens[verb.head]
    if _had(sentence, above):
        return False
    return above.lemma in _FUTURE_GOVERNORS or above.lower in {"is", "are"}


def pick(
    past: Interval | None, same: Interval | None, coming: Interval | None, tense: str
) -> Interval | None:
    """Return the candidate that ``tense`` asks for; the one that holds the anchor comes first."""
    if same is not None:
        return same
    return coming if tense == "future" and coming is not None else past


def shared_year(intervals: list[Interval]) -> int | None:
    """Return the one year that all ``intervals`` lie in, None where they differ or are none."""
    years = {i.begins.year for i in intervals} | {i.ends.year for i in intervals}
    return years.pop() if len(years) == 1 else None


PUBLICATION = DateBasis.RELATIVE_PUBLICATION
NARRATIVE = DateBasis.RELATIVE_TEXT
