"""Who does what to whom in the tree of a sentence: subjects, doers, objects of its verbs.

Through passives, relative and reduced clauses, coordination, control and raising; English
grammar in ClearNLP labels, and nothing about events.
"""

from __future__ import annotations

from onrecord.coding.grammar_words import WORDS
from onrecord.coding.layers import SUBJECTS, Layers, remembered
from onrecord.reading import Token

PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
OBJECTS = ("dobj", "obj", "attr", "oprd")
FINITE = frozenset(["VBD", "VBP", "VBZ", "MD"])
RELATIVE = frozenset(["who", "which", "that", "whom"])
LEADING_TO = frozenset("of for from into on with".split())
"""Between a verb and a gerund that its object does: "accused Oslo *of* leaving"."""
PLACING = frozenset("in at from near on for into by through outside inside across".split())
MOTION = frozenset(
    "go come fly travel head return arrive send drive flee walk sail move rush dispatch".split()
)
FAR = 4
"""Two subjects of one verb that stand further apart are no list."""
SPEECH = WORDS.speech
JUDGING = SPEECH | WORDS.judging
"""Verbs whose subject talks about somebody else's doing ("criticised the move to open")."""


class Roles(Layers):
    """Grammatical roles around the verbs of one sentence."""

    def is_verb(self, token: Token) -> bool:
        """Return whether ``token`` is a verb in use, participles before a noun left out."""
        if not token.tag.startswith("VB") or token.dep in ("amod", "compound", "aux", "auxpass", "nmod"):
            return False
        return token.tag != "VBN" or token.dep != "conj" or not self._listed(token)

    def _listed(self, participle: Token) -> bool:
        """Return whether ``participle`` is no verb of its own: "an activist and *accused* killer".

        Without an auxiliary it would have to share that of a participle before it.
        """
        if participle.i > 1 and self.tokens[participle.i - 2].lower == "dead":
            return True  # "40 dead and *wounded*"
        if not 0 < participle.i < len(self.tokens) - 1 or self.tokens[participle.head].tag == "VBN":
            return False
        before, after = self.tokens[participle.i - 1], self.tokens[participle.i + 1]
        close = before.dep == "cc" and after.tag in ("NN", "NNS")
        return close and self.sentence.kid(participle.i, "aux", "auxpass") is None

    def is_passive(self, verb: Token) -> bool:
        """Return whether ``verb`` is passive, reduced relatives included."""
        if self.sentence.kid(verb.i, "auxpass", "nsubjpass"):
            return True
        if self.sentence.kid(verb.i, "agent") and not self.sentence.kid(verb.i, "dobj", "aux"):
            return True  # "a woman hit and killed *by* a driver"
        if verb.tag != "VBN":
            return False
        if verb.dep == "xcomp" and not self.sentence.kid(verb.i, "aux", "auxpass"):
            return True  # "was reported *killed*"
        if verb.dep == "acl" or (verb.dep in ("ccomp", "oprd") and not self.sentence.kid(verb.i, "aux")):
            return True  # "a road blocked by", "ordered him jailed"
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
        if len(own) > 1 and own[-1].i < verb.i and self._apart(own[0], own[-1]):
            own = own[-1:]  # one is stray: "while footage ran of exiles, the *government* urged"
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
            and self._opens_gerund(self.tokens[before.head])
        ):
            return [before]  # "owing to Iran opening a consulate"
        if verb.dep in ("xcomp", "ccomp", "advcl", "acomp", "prep") and head.i != verb.i:
            return self._controller(verb, head, depth)
        return []

    def _opens_gerund(self, preposition: Token) -> bool:
        """Return whether ``preposition`` may govern a gerund with a subject, and sets no place."""
        if preposition.lower == "to":  # "attributed it *to Iran opening*", not "flew *to Oslo seeking*"
            return self.tokens[preposition.head].lemma not in MOTION
        return preposition.lower not in PLACING

    def _apart(self, first: Token, last: Token) -> bool:
        between = self.tokens[first.i : last.i]
        return len(between) > FAR and any(t.text in (",", ")") for t in between)

    def _listed_before(self, subject: Token) -> list[Token]:
        """Return the first of two names that a headline joins by a comma ("Oslo, Bern discuss trade")."""
        if subject.i < 2 or self.tokens[subject.i - 1].text != "," or subject.i > 6:
            return []
        before = self.tokens[subject.i - 2]
        return [before] if before.dep in ("npadvmod", "dep", "nsubj", "nmod") and before.tag == "NNP" else []

    def _controller(self, verb: Token, head: Token, depth: int) -> list[Token]:
        if head.tag.startswith("JJ") or head.dep == "acomp":
            return self._adjective_subject(head, depth)
        if not (self.is_verb(head) or head.pos == "AUX"):
            return []
        if verb.dep in ("xcomp", "ccomp") and head.lemma in WORDS.object_control:
            held = self.sentence.kids(head.i, "dobj", "dative") or (
                self.sentence.kids(head.i, *PASSIVE_SUBJECTS) if self.is_passive(head) else []
            )
            if held:
                return [self.antecedent(t) for t in held]
        if verb.dep in ("ccomp", "advcl") and head.lemma in SPEECH and self._bidden(verb, head):
            return []
        if verb.dep == "ccomp" and head.lemma in SPEECH and (taken := self._taken_for_object(verb, head)):
            return taken
        return self.subjects(head, depth + 1)

    def _bidden(self, verb: Token, speech: Token) -> bool:
        """Return whether ``verb`` is said to others to do: "'*Cancel* the visit,' Chile said"."""
        return verb.tag == "VB" and verb.i < speech.i and not self.sentence.kids(verb.i, "aux")

    def _taken_for_object(self, verb: Token, speech: Token) -> list[Token]:
        """Return the subject of what is said where the tree makes it the object of the saying.

        "Chile says ten *miners* have been freed": the small parser lets Chile say the miners.
        """
        finite = [t for t in self.sentence.kids(verb.i, "aux", "auxpass") if t.tag in FINITE]
        between = [t for t in self.sentence.kids(speech.i, "dobj") if speech.i < t.i < verb.i]
        return between if finite and finite[0].i > speech.i else []

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
        asked = verb.tag == "VB" and noun.lemma in WORDS.demands
        if asked and any(t.lower == "from" for t in self.sentence.kids(noun.i, "prep")):
            return []  # "a call from Chile to resign": who is to resign?
        holders = self.holders(noun)
        return holders or [noun]

    def _relative_role(self, verb: Token) -> bool:
        return any(t.lower in RELATIVE for t in self.sentence.kids(verb.i, *OBJECTS))

    @remembered
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
            held = self.sentence.kids(above.i, "dobj", "nsubjpass")
            if held and leads_to(above, preposition):
                return [self.antecedent(t) for t in held]
            return self.subjects(above, depth + 1)
        if above.tag.startswith("NN"):
            if above.dep == "dobj" and leads_to(self.tokens[above.head], preposition):
                return [above]
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

    @remembered
    def actors(self, verb: Token) -> list[Token]:
        """Return the doers of ``verb``: the subject, or the by-phrase of a passive."""
        if not self.is_passive(verb):
            return self.subjects(verb)
        found = []
        for agent in self.sentence.kids(verb.i, "agent", "prep"):
            if agent.lower == "by":
                found += self.sentence.kids(agent.i, "pobj")
        return found

    @remembered
    def _rung_up(self, verb: Token) -> list[Token]:
        """Return who is called where the tree takes him for what somebody is called."""
        names = self.sentence.kids(verb.i, "oprd") if verb.lemma == "call" else []
        return [t for t in names if t.i in self.mentions and self.mentions[t.i].form == "title"]

    def objects(self, verb: Token) -> list[Token]:
        """Return what ``verb`` is done to, whichever way the clause is turned."""
        if self.is_passive(verb):
            patients = self.subjects(verb)
            return patients + self.sentence.kids(verb.i, "dobj", "oprd")
        found = [self.antecedent(t) for t in self.sentence.kids(verb.i, *OBJECTS, "dative") if t.tag != "IN"]
        found = found or self._rung_up(verb)
        if found or verb.dep != "relcl":
            return found
        head = self.tokens[verb.head]
        return [head] if self.own_subjects(verb) and head not in self.subjects(verb) else found


def leads_to(verb: Token, preposition: Token) -> bool:
    """Return whether the object of ``verb`` does what is told after it: "accused Oslo *of leaving*"."""
    if verb.lemma in WORDS.punishing:
        return preposition.lower == "for"
    return verb.lemma in WORDS.object_control and preposition.lower in LEADING_TO
