"""A sentence as the coders see it: its layers, its grammatical roles, its phrases and lists.

Everything here is about English grammar in ClearNLP labels and nothing about events.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from onrecord.coding.layers import SUBJECTS, remembered
from onrecord.coding.roles import SPEECH, Roles
from onrecord.reading import Token

__all__ = ["SPEECH", "SUBJECTS", "Clause"]

SCENE = frozenset("according owing due thanks prior contrary".split())
"""Open a phrase that is no complement: "according *to* a senator"."""
PARTICLES = frozenset("out up off down back in on over away through apart home".split())


class Clause(Roles):
    """Grammatical questions about one sentence of a reading."""

    @remembered
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

    @remembered
    def conjuncts(self, token: Token) -> list[Token]:
        """Return ``token`` and everything coordinated with it, in order."""
        found = [*self._joined_before(token), token]
        found += [  # "Chile-Peru relations"
            child
            for child in self.sentence.kids(token.i, "appos")
            if self.tokens[child.i - 1].text in ("-", "–", "/") and child.i in self.mentions
        ]
        for child in [*self.sentence.kids(token.i, "conj"), *self._beside_the_name(token)]:
            if child.tag.startswith(("NN", "PR", "CD", "JJ")) or child.i in self.mentions:
                found += self.conjuncts(child)
        return found

    def _beside_the_name(self, token: Token) -> list[Token]:
        """Return who is joined to the name set beside ``token``: "Chad's premier, Ada Lind, and *Peru's*"."""
        who = self.mentions.get(token.i)
        if who is None:
            return []
        names = [t for t in self.sentence.kids(token.i, "appos") if t.i in self.mentions]
        same = [t for t in names if self.mentions[t.i].actors == who.actors]
        joined = (self.mentions.get(c.i) for t in same for c in self.sentence.kids(t.i, "conj"))
        return [self.tokens[m.head] for m in joined if m is not None and m.actors != who.actors]

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

    def shared_objects(self, pronoun: Token) -> list[Token]:
        """Return what the verb before ``pronoun`` is done to: "expelled two *envoys* and accused them"."""
        verb = self.tokens[pronoun.head]
        before = self.tokens[verb.head]
        goes_on = verb.dep == "conj" or (verb.dep == "advcl" and verb.tag == "VBG")
        if pronoun.dep != "dobj" or not goes_on or before.i > verb.i or not self.is_verb(before):
            return []
        return [t for t in self.objects(before) if (t.tag in ("NNS", "NNPS")) == (pronoun.lower == "them")]

    def announcers(self, verb: Token) -> list[Token]:
        """Return who announces that ``verb`` is done."""
        head = self.tokens[verb.head]
        told = verb.dep == "ccomp" and head.lemma in ("announce", "declare", "proclaim")
        return self.sentence.kids(head.i, "nsubj") if told and self.is_verb(head) else []

    def particle(self, verb: Token) -> str | None:
        """Return the particle of ``verb`` ("carry *out*"), also where the parser took it for an adverb."""
        after = [t for t in self.sentence.kids(verb.i, "advmod", "prep", "oprd") if t.i > verb.i]
        for child in [*self.sentence.kids(verb.i, "prt"), *after]:  # not "*on* Friday they called off"
            if child.lower in PARTICLES:
                return child.lower
        return None
