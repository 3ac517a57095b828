"""A sentence as the event coder sees it: grammatical roles over the tree, mentions by token.

Everything here is about English grammar in ClearNLP labels and nothing about events.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from msgspec.structs import replace

from onrecord.coding.grammar_words import WORDS
from onrecord.reading import Mention, Reading, Sentence, Timex, Token, Toponym

Layer = TypeVar("Layer", Mention, Timex, Toponym)
_start = attrgetter("start")

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "obj", "attr", "oprd")
RELATIVE = frozenset(["who", "which", "that", "whom"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"])


SPEECH = WORDS.speech
JUDGING = SPEECH | WORDS.judging


SCENE = frozenset("according owing due thanks prior contrary".split())
"""Open a phrase that is no complement: "according *to* a senator"."""


class Clause:
    """Grammatical questions about one sentence of a reading."""

    def __init__(self, reading: Reading, sentence: Sentence) -> None:
        self.reading = reading
        self.sentence = sentence
        self.tokens = sentence.tokens

    @cached_property
    def mentions(self) -> dict[int, Mention]:
        """The mentions of the sentence by head token."""
        return {m.head: m for m in self._within(self.reading.mentions)}

    @cached_property
    def toponyms(self) -> dict[int, Toponym]:
        """The place names of the sentence by head token."""
        return {t.head: t for t in self._within(self.reading.toponyms)}

    @cached_property
    def timexes(self) -> Sequence[Timex]:
        """The expressions of time in the sentence."""
        return self._within(self.reading.timexes)

    @cached_property
    def timed(self) -> frozenset[int]:
        """The tokens that belong to an expression of time ("on *Wednesday*")."""
        if not self.timexes:
            return frozenset()
        return frozenset(t.i for t in self.tokens if any(x.start <= t.start < x.end for x in self.timexes))

    def _within(self, layer: Sequence[Layer]) -> Sequence[Layer]:
        """Return what of ``layer``, which is in text order, begins in the sentence."""
        first = bisect_left(layer, self.sentence.start, key=_start)
        return layer[first : bisect_left(layer, self.sentence.end, first, key=_start)]

    def mention(self, token: Token) -> Mention | None:
        """Return the mention that ``token`` heads, or whose words cover it when it leads them."""
        found = self.mentions.get(token.i)
        if found is not None:
            return found
        inside = [
            m
            for m in self.mentions.values()
            if m.start <= token.start and token.end <= m.end and self.leads(token, m)
        ]
        return max(inside, key=lambda m: m.end - m.start, default=None)

    def leads(self, token: Token, mention: Mention) -> bool:
        """Return whether ``token`` is the highest token of ``mention`` in the tree."""
        head = self.tokens[token.head]
        if token.start == mention.start and token.dep in SUBJECTS:
            return True  # a mended headline: the name was read on over its verb
        return head.i == token.i or not (mention.start <= head.start and head.end <= mention.end)

    def is_verb(self, token: Token) -> bool:
        """Return whether ``token`` is a verb in use, participles before a noun left out."""
        return token.tag.startswith("VB") and token.dep not in ("amod", "compound", "aux", "auxpass", "nmod")

    def is_passive(self, verb: Token) -> bool:
        """Return whether ``verb`` is passive, reduced relatives included."""
        if self.sentence.kid(verb.i, "auxpass", "nsubjpass"):
            return True
        if verb.tag != "VBN":
            return False
        if verb.dep == "acl":
            return True
        if verb.dep in ("conj",):
            first = self.tokens[verb.head]
            return self.is_verb(first) and self.is_passive(first) and not self.own_subjects(verb)
        return verb.dep in ("advcl", "ROOT") and not self.sentence.kid(verb.i, "aux", "dobj")

    def own_subjects(self, verb: Token) -> list[Token]:
        """Return the subject tokens attached to ``verb`` itself."""
        return self.sentence.kids(verb.i, *SUBJECTS, *PASSIVE_SUBJECTS)

    def antecedent(self, token: Token) -> Token:
        """Return the noun that a relative pronoun stands for, else ``token`` itself."""
        if token.lower not in RELATIVE:
            return token
        above: Token | None = self.tokens[token.head]
        for _ in range(5):
            if above is None or above.dep in ("relcl", "acl"):
                break
            above = (
                self.tokens[above.head] if above.dep in ("conj", "xcomp", "ccomp", "prep", "pobj") else None
            )
        return self.tokens[above.head] if above is not None and above.dep in ("relcl", "acl") else token

    def subjects(self, verb: Token, depth: int = 0) -> list[Token]:
        """Return who does ``verb`` grammatically, through control, coordination and reduced clauses."""
        own = self.sentence.kids(verb.i, *SUBJECTS) or self.sentence.kids(verb.i, *PASSIVE_SUBJECTS)
        if own:
            return [self.antecedent(t) for t in own] + self._listed_before(own[0])
        if depth > 6:
            return []
        head = self.tokens[verb.head]
        if verb.dep in ("relcl", "acl"):
            return self._subject_of_acl(verb, head, depth)
        if verb.dep == "pcomp":
            return self._subject_of_gerund(verb, head, depth)
        if verb.dep in ("conj", "dep", "parataxis") and head.i != verb.i:
            if self.is_verb(head) or head.pos == "AUX":
                return self.subjects(head, depth + 1)
            return []
        before = self.tokens[verb.i - 1] if verb.i else verb
        if (
            verb.dep == "advcl"
            and verb.tag == "VBG"
            and before.dep == "pobj"
            and before.tag in ("NNP", "NNPS")
        ):
            return [before]  # "owing to Iran opening a consulate"
        if verb.dep in ("xcomp", "ccomp", "advcl", "acomp", "prep") and head.i != verb.i:
            return self._controller(verb, head, depth)
        return []

    def _listed_before(self, subject: Token) -> list[Token]:
        """Return the first of two names that a headline joins by a comma ("Oslo, Bern discuss trade")."""
        if subject.i < 2 or self.tokens[subject.i - 1].text != "," or subject.i > 6:
            return []
        before = self.tokens[subject.i - 2]
        return [before] if before.dep in ("npadvmod", "dep", "nsubj", "nmod") and before.tag == "NNP" else []

    def _controller(self, verb: Token, head: Token, depth: int) -> list[Token]:
        if head.tag.startswith("JJ"):
            return self._adjective_subject(head, depth)
        if not (self.is_verb(head) or head.pos == "AUX"):
            return []
        if verb.dep in ("xcomp", "ccomp") and head.lemma in WORDS.object_control:
            held = self.sentence.kids(head.i, "dobj", "dative") or (
                self.sentence.kids(head.i, *PASSIVE_SUBJECTS) if self.is_passive(head) else []
            )
            if held:
                return [self.antecedent(t) for t in held]
        return self.subjects(head, depth + 1)

    def adjective_subjects(self, adjective: Token) -> list[Token]:
        """Return who is said to be ``adjective``."""
        return self._adjective_subject(adjective, 0)

    def _adjective_subject(self, adjective: Token, depth: int) -> list[Token]:
        above = self.tokens[adjective.head]
        if above.i == adjective.i:
            return self.own_subjects(adjective)
        return self.own_subjects(adjective) or self.subjects(above, depth + 1)

    def _subject_of_acl(self, verb: Token, noun: Token, depth: int) -> list[Token]:
        if verb.dep == "relcl" and not self._relative_role(verb):
            return [noun]
        if verb.dep == "relcl":
            return []
        if verb.tag in ("VBG", "VBN", "VBD") and not (verb.tag == "VBG" and noun.lemma in WORDS.written):
            return [noun]
        holders = self.holders(noun)
        return holders or [noun]

    def _relative_role(self, verb: Token) -> bool:
        return any(t.lower in RELATIVE for t in self.sentence.kids(verb.i, *OBJECTS))

    def holders(self, noun: Token) -> list[Token]:
        """Return whose ``noun`` it is: possessor, or the subject of the verb it is object of."""
        own = self.sentence.kids(noun.i, "poss")
        if own:
            return own
        by = [
            t
            for p in self.sentence.kids(noun.i, "prep", "agent")
            if p.lower in ("by", "of")
            for t in self.sentence.kids(p.i, "pobj")
        ]
        if by:
            return by
        head = self.tokens[noun.head]
        if noun.dep in OBJECTS and self.is_verb(head) and head.lemma not in JUDGING:
            return self.subjects(head, 5)
        return []

    def _subject_of_gerund(self, verb: Token, preposition: Token, depth: int) -> list[Token]:
        above = self.tokens[preposition.head]
        if self.is_verb(above):
            if above.lemma in WORDS.object_control and preposition.lower in (
                "of",
                "for",
                "from",
                "into",
                "on",
                "with",
            ):
                held = self.sentence.kids(above.i, "dobj", "nsubjpass")
                if held:
                    return [self.antecedent(t) for t in held]
            return self.subjects(above, depth + 1)
        if above.tag.startswith("NN"):
            return self._suspects(above) or self.holders(above)
        if above.tag.startswith("JJ"):
            return self._adjective_subject(above, depth)
        return []

    def _suspects(self, noun: Token) -> list[Token]:
        """Return whom "on suspicion of" and "on charges of" speak of: the object of the verb above."""
        preposition = self.tokens[noun.head]
        verb = self.tokens[preposition.head]
        if noun.dep == "pobj" and self.is_verb(verb) and verb.lemma in WORDS.object_control:
            return self.objects(verb)
        return []

    def actors(self, verb: Token) -> list[Token]:
        """Return the doers of ``verb``: the subject, or the by-phrase of a passive."""
        if not self.is_passive(verb):
            return self.subjects(verb)
        found = []
        for agent in self.sentence.kids(verb.i, "agent", "prep"):
            if agent.lower == "by":
                found += self.sentence.kids(agent.i, "pobj")
        return found

    def objects(self, verb: Token) -> list[Token]:
        """Return what ``verb`` is done to, whichever way the clause is turned."""
        if self.is_passive(verb):
            patients = self.subjects(verb)
            return patients + self.sentence.kids(verb.i, "dobj", "oprd")
        found = [self.antecedent(t) for t in self.sentence.kids(verb.i, *OBJECTS, "dative") if t.tag != "IN"]
        if found or verb.dep != "relcl":
            return found
        head = self.tokens[verb.head]
        return [head] if self.own_subjects(verb) and head not in self.subjects(verb) else found

    def prepositions(self, token: Token) -> Iterator[tuple[str, Token]]:
        """Yield (preposition, object) for the prepositional phrases attached to ``token``."""
        for prep in [*self.sentence.kids(token.i, "prep", "agent", "dative", "prt"), *self._behind(token)]:
            if prep.tag not in ("IN", "TO", "RP", "VBG"):
                continue
            word = prep.lower
            for child in self.sentence.kids(prep.i, "pobj", "pcomp") or self._stolen(prep):
                yield word, self.antecedent(child) if child.dep == "pobj" else child
            for inner in self.sentence.kids(prep.i, "prep") if word not in SCENE else ():
                for child in self.sentence.kids(inner.i, "pobj", "pcomp"):
                    yield inner.lower, child

    def _stolen(self, prep: Token) -> list[Token]:
        """Return the object of ``prep`` that the parser made the subject of a participle after it.

        "granted asylum to *officers* holed up in": the noun seems to be the subject of "holed".
        """
        here = self.tokens[prep.i + 1] if prep.i + 1 < len(self.tokens) else prep
        while here.dep in ("det", "amod", "nummod", "compound", "poss", "nmod") and here.head > here.i:
            here = self.tokens[here.head]
        participle = self.tokens[here.head].tag in ("VBN", "VBD", "VBG") and here.dep in SUBJECTS
        return [replace(here, dep="pobj")] if participle and here.i > prep.i else []

    def _behind(self, token: Token) -> list[Token]:
        """Return the prepositions that follow a particle ("come *back* to")."""
        particles = [t for t in self.sentence.kids(token.i, "advmod") if t.lower in ("back", "away", "out")]
        return [p for t in particles for p in self.sentence.kids(t.i, "prep")]

    def conjuncts(self, token: Token) -> list[Token]:
        """Return ``token`` and everything coordinated with it, in order."""
        found = [*self._joined_before(token), token]
        found += [  # "Chile-Peru relations"
            child
            for child in self.sentence.kids(token.i, "appos")
            if self.tokens[child.i - 1].text in ("-", "–", "/") and child.i in self.mentions
        ]
        for child in self.sentence.kids(token.i, "conj"):
            if child.tag.startswith(("NN", "PR", "CD", "JJ")) or child.i in self.mentions:
                found += self.conjuncts(child)
        return found

    def _joined_before(self, token: Token) -> list[Token]:
        """Return the names that "and" and commas join to ``token`` though the tree hangs them below it.

        Small parsers read "President A B and Minister C D" as one long name of C D.
        """
        last = self.mentions.get(token.i)
        if last is None:
            return []
        found: list[Token] = []
        for mention in sorted(self.mentions.values(), key=lambda m: -m.start):
            head = self.tokens[mention.head]
            if mention.end > last.start or head.dep not in ("nmod", "compound", "appos", "npadvmod"):
                continue
            between = self.reading.document.text[mention.end : last.start].strip()
            joint = between in ("and", "&", ", and") or (bool(found) and between == ",")
            if not joint or token.i not in {t.i for t in self.sentence.ancestors(head.i)}:
                break
            found.insert(0, head)
            last = mention
        return found

    def speaker(self, pronoun: Token) -> list[Token]:
        """Return who says the clause that ``pronoun`` is the subject of, if it is said by somebody."""
        verb = self.tokens[pronoun.head]
        for _ in range(3):
            head = self.tokens[verb.head]
            if verb.dep == "ccomp" and head.lemma in SPEECH and self.is_verb(head):
                return self.sentence.kids(head.i, "nsubj")
            if verb.dep not in ("conj", "xcomp", "advcl"):
                return []
            verb = head
        return []

    def announcers(self, verb: Token) -> list[Token]:
        """Return who announces that ``verb`` is done."""
        head = self.tokens[verb.head]
        told = verb.dep == "ccomp" and head.lemma in ("announce", "declare", "proclaim")
        return self.sentence.kids(head.i, "nsubj") if told and self.is_verb(head) else []

    def particle(self, verb: Token) -> str | None:
        """Return the particle of ``verb`` ("carry *out*"), also where the parser took it for an adverb."""
        for child in self.sentence.kids(verb.i, "prt", "advmod", "prep"):
            if child.lower in (
                "out",
                "up",
                "off",
                "down",
                "back",
                "in",
                "on",
                "over",
                "away",
                "through",
                "apart",
            ):
                return child.lower
        return None
