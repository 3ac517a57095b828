"""Weigh who a reference may point back to: by distance, function and clause."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

import msgspec

from onrecord.actors.registry import Registry
from onrecord.read.coreference_gender import PRONOUN_GENDER, gender_of_words
from onrecord.read.coreference_kinds import is_group
from onrecord.read.coreference_pronouns import PRONOUNS, Number
from onrecord.read.coreference_syntax import (
    disjoint,
    function_of,
    same_clause_subject,
    says,
    shared_noun,
)
from onrecord.reading import Mention, Sentence
from onrecord.records import ActorRef

Wanted = Callable[[ActorRef], bool]

WINDOW = 4
"""Sentences looked back."""
_EMBLEMS = frozenset("flag coast shore shores waters border borders embassy map".split())
_EVERY = frozenset({"each", "every", "any", "no"})
_COLLECTIVE = frozenset(
    "police public crowd family couple army military navy force opposition group team crew staff militia "
    "leadership audience people community youth electorate clergy rebel government party committee board "
    "council parliament media press gang mob coalition movement guard delegation side pair "
    "majority minority".split()
)
"""Singular nouns for several people."""
MARGIN = 6
"""Two candidates closer than this leave a reference open."""


class Weigher:
    """The mentions before a reference, and how well each would do as its antecedent."""

    def __init__(
        self,
        sentences: dict[int, Sentence],
        every: list[Mention],
        before: list[Mention],
        registry: Registry,
        genders: Mapping[str, str] | None = None,
        offset: int = 0,
        countries: Collection[str] = (),
    ) -> None:
        self.offset = offset
        """How many mentions were dropped from the front of ``before``."""
        self.countries = countries
        """Every state named so far, and ``IGO`` once a body between states was."""
        self.genders = genders or {}
        self.sentences = sentences
        self.every = every
        self.before = before
        self.registry = registry

    def at(self, sentence: int, token: int) -> Mention | None:
        """Return the mention settled so far whose head is ``token`` of ``sentence``."""
        for mention in reversed(self.before):
            if mention.sentence < sentence:
                return None
            if mention.sentence == sentence and mention.head == token:
                return mention
        return None

    def best(self, mention: Mention, sentence: Sentence, wanted: Wanted, basis: str) -> Mention:
        """Return ``mention`` with the best antecedent ``wanted`` allows, open where two do about as well."""
        weights: dict[str, int] = {}
        barred = self._barred(mention, sentence)
        single = mention.form == "pronoun" and PRONOUNS[mention.text.lower()].number is Number.SINGULAR
        source: dict[str, Mention] = {}
        for earlier in self._near(mention):
            distance = mention.sentence - earlier.sentence
            if not earlier.actors or earlier.end > mention.start:
                continue
            if earlier.place_like and earlier.form == "metonym" and mention.form == "pronoun":
                continue  # "in Baku … it": the town, not the government
            if self._credit(earlier, mention):
                continue
            if not wanted(earlier.actors[0]) if len(earlier.actors) == 1 else wanted is not is_group:
                continue
            if earlier.form == "demonym" and self.modifies(earlier):
                continue
            if earlier.actors[0].actor_id in barred or (single and self._plural_noun(earlier)):
                continue
            if wanted is is_group and self._one_person(earlier):
                continue
            if self._mere_emblem(earlier):
                continue
            if distance == 0 and disjoint(sentence, earlier, mention):
                continue
            fit = self._gender_fit(earlier, mention)
            if fit is None:
                continue
            weight = self.weigh(earlier, mention, sentence, distance) + fit
            key = " ".join(a.actor_id for a in earlier.actors)
            if weight >= weights.get(key, -1000):
                weights[key], source[key] = weight, earlier
        ranked = sorted(weights, key=lambda k: (-weights[k], k))
        if not ranked:
            return (
                mention if mention.form != "pronoun" else msgspec.structs.replace(mention, basis="unresolved")
            )
        ranked = self._without_owner(ranked, source)
        if len(ranked) > 1 and weights[ranked[0]] - weights[ranked[1]] < MARGIN:
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous")
        best = source[ranked[0]]
        return self.point(mention, best.actors, basis, best)

    def _without_owner(self, ranked: list[str], source: Mapping[str, Mention]) -> list[str]:
        """Return ``ranked`` less the state that only owns the body beside it ("Peru's *ministry* … It")."""
        for owner, body in (ranked[1::-1], ranked[:2]) if len(ranked) > 1 else ():
            inner, outer = source[owner], source[body].actors
            if inner.actors[0].kind == "country" and any(
                m.actors == outer and m.start <= inner.start and inner.end < m.end
                for m in self._near(inner)
                if inner.actors[0].country == outer[0].country
            ):
                return [key for key in ranked if key != owner]
        return ranked

    def _near(self, mention: Mention) -> list[Mention]:
        """Return the mentions within the window, in order, whatever the length of the document."""
        near = []
        for earlier in reversed(self.before):
            if mention.sentence - earlier.sentence > WINDOW:
                break
            near.append(earlier)
        return near[::-1]

    def weigh(self, earlier: Mention, mention: Mention, sentence: Sentence, distance: int) -> int:
        """Return how well ``earlier`` would do as the antecedent of ``mention``; more is better."""
        function = function_of(self.sentences[earlier.sentence], earlier)
        weight = {"subject": 30, "object": 16, "possessor": 12, "other": 8}[function] - 14 * distance
        if earlier.place_like:
            weight -= 8
        if self.sentences[earlier.sentence].paragraph != sentence.paragraph:
            weight -= 4
        if self._goes_on_speaking(earlier, mention, sentence):
            weight += 10
        if distance == 0 and same_clause_subject(sentence, earlier, mention):
            weight += 12 if function == "subject" else 32
        if distance == 0 and shared_noun(sentence, earlier.head, mention.head):
            weight += 20
        return weight

    def _goes_on_speaking(self, earlier: Mention, mention: Mention, sentence: Sentence) -> bool:
        """True for who spoke in the sentence before, where "he said" follows: not whom those words named."""
        if mention.form != "pronoun" or earlier.sentence != mention.sentence - 1:
            return False
        return says(sentence, mention.head) and says(self.sentences[earlier.sentence], earlier.head)

    def _credit(self, earlier: Mention, mention: Mention) -> bool:
        """True for an outlet that only reports or took the picture, which "it" leaps over."""
        return (
            mention.text.lower() == "it"
            and earlier.actors[0].sectors == ("MED",)
            and function_of(self.sentences[earlier.sentence], earlier) != "subject"
        )

    def _mere_emblem(self, earlier: Mention) -> bool:
        """True for the state in "the flag of Panama", "off the coast of Panama", which "its" leaps over."""
        sentence = self.sentences[earlier.sentence]
        token = sentence.tokens[earlier.head]
        above = sentence.tokens[token.head]
        return token.dep == "pobj" and above.lower == "of" and sentence.tokens[above.head].lemma in _EMBLEMS

    def _gender_fit(self, earlier: Mention, mention: Mention) -> int | None:
        """Return what gender adds for ``earlier``, None where "she" cannot be him."""
        wanted = PRONOUN_GENDER.get(mention.text.lower()) if mention.form == "pronoun" else None
        if wanted is None or len(earlier.actors) != 1:
            return 0
        known = self.genders.get(earlier.actors[0].actor_id)
        if known is None and earlier.actors[0].kind == "unnamed":
            known = gender_of_words(earlier.text)
        if known is None:
            return 0
        return 10 if known == wanted else None

    def modifies(self, mention: Mention) -> bool:
        """True for an adjective before a noun ("Israeli influence"), which no pronoun points to."""
        return self.sentences[mention.sentence].tokens[mention.head].dep in {"amod", "compound", "nmod"}

    def _one_person(self, mention: Mention) -> bool:
        """True for a single human whom "they" leaps over, but for "each candidate"."""
        if mention.form == "pronoun":
            return mention.text.lower() in PRONOUN_GENDER
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        every = any(t.lower in _EVERY for t in sentence.kids(token.i, "det"))
        return token.tag == "NN" and token.lemma not in _COLLECTIVE and not every

    def _plural_noun(self, mention: Mention) -> bool:
        token = self.sentences[mention.sentence].tokens[mention.head]
        members = mention.actors[0].kind == "organisation" and token.text not in mention.actors[0].name
        return (mention.form == "role" or members) and token.tag in {"NNS", "NNPS"}  # "the Liberals"

    def _barred(self, mention: Mention, sentence: Sentence) -> frozenset[str]:
        """Return the actors an object pronoun cannot mean: whoever is the subject of its clause."""
        held = [m for m in self.before if m.sentence == mention.sentence and disjoint(sentence, m, mention)]
        held.extend(self._set_beside(mention, sentence))
        return frozenset(a.actor_id for m in held for a in m.actors)

    def _set_beside(self, mention: Mention, sentence: Sentence) -> list[Mention]:
        """Return whom the owner in an apposition cannot be: "Ada Otieno, his rival"."""
        token = sentence.tokens[mention.head]
        noun = sentence.tokens[token.head]
        if mention.form != "pronoun" or token.dep != "poss" or noun.dep != "appos":
            return []
        beside = self.at(mention.sentence, noun.head)
        return [beside] if beside is not None and len(beside.actors) == 1 else []

    def point(
        self, mention: Mention, actors: tuple[ActorRef, ...], basis: str, antecedent: Mention
    ) -> Mention:
        """Return ``mention`` as standing for ``actors``, pointing back to ``antecedent``."""
        return msgspec.structs.replace(
            mention, actors=actors, basis=basis, antecedent=self.offset + self.before.index(antecedent)
        )
