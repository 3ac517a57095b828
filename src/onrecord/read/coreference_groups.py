"""Resolve what stands for several, or for one of two: "both sides", "the three leaders", "the latter"."""

from __future__ import annotations

import msgspec

from onrecord.read.coreference_kinds import is_country, is_official, is_side
from onrecord.read.coreference_nouns import NounReference
from onrecord.read.coreference_syntax import clause_subject
from onrecord.read.coreference_weights import Wanted, Weigher
from onrecord.reading import Mention, Sentence
from onrecord.records import ActorRef

_REACH = 4
"""Sentences looked back, the reference's own included."""


class Several(Weigher):
    """References to two or more actors, and to one of two."""

    def several(self, mention: Mention, reference: NounReference) -> Mention:
        """Resolve "the two leaders", "both countries", "the four states" to the last so many named."""
        number = reference.pair
        if reference.either:
            tried = [self._joined(mention, number, is_side), self._last(mention, number, is_official)]
            tried.append(self._last(mention, number, is_country))
        elif reference.sides:
            tried = [self._joined(mention, number, is_side), self._last(mention, number, is_country)]
            tried.append(self._of_people(mention, number))
        elif reference.country:
            tried = [self._joined(mention, number, is_country), self._last(mention, number, is_country)]
            tried.append(self._of_people(mention, number))
        else:
            tried = [self._last(mention, number, is_official)]
        answered = next((t for t in tried if t.actors), None)
        if answered is not None:
            return answered
        return next((t for t in tried if t.basis == "ambiguous"), tried[0])

    def _here(self, mention: Mention, index: int) -> list[Mention]:
        """Return whom sentence ``index`` names before ``mention``, but for who deals with the sides meant."""
        return [
            m
            for m in self.before
            if m.sentence == index
            and m.end <= mention.start
            and m.actors
            and not self.modifies(m)
            and not self._deals_with(m, mention)
        ]

    def _deals_with(self, earlier: Mention, mention: Mention) -> bool:
        """True for the subject of "Norway urged both sides": the clause's subject is none of its objects."""
        sentence = self.sentences[mention.sentence]
        token = sentence.tokens[mention.head]
        if earlier.sentence != mention.sentence or token.dep not in {"dobj", "pobj", "dative"}:
            return False
        subject = clause_subject(sentence, token)
        head = sentence.tokens[earlier.head]
        while head.dep == "conj":
            head = sentence.tokens[head.head]
        return subject is not None and subject.i == head.i

    def _joined(self, mention: Mention, number: int, wanted: Wanted) -> Mention:
        """Return the last so many actors joined by "and" in one sentence."""
        for index in range(mention.sentence, mention.sentence - _REACH, -1):
            sentence = self.sentences.get(index)
            if sentence is None:
                continue
            lists = _lists(sentence, [m for m in self._here(mention, index) if not m.place_like])
            fitting = [one for one in lists if _distinct(one, wanted) == number]
            if len(fitting) == 1:
                actors = tuple({a.actor_id: a for m in fitting[0] for a in m.actors}.values())
                return self.point(mention, actors, "pair", fitting[0][-1])
            if fitting:
                break
        return msgspec.structs.replace(mention, actors=(), basis="unresolved")

    def _last(self, mention: Mention, number: int, wanted: Wanted) -> Mention:
        """Return the actors of the nearest sentences that together name exactly so many."""
        actors: dict[str, ActorRef] = {}
        last = None
        for index in range(mention.sentence, mention.sentence - _REACH, -1):
            for earlier in self._here(mention, index):
                if earlier.place_like and wanted is is_country and earlier.form == "metonym":
                    continue
                for actor in filter(wanted, earlier.actors):
                    last = last or earlier
                    actors.setdefault(actor.actor_id, actor)
            if len(actors) >= number:
                break
        if len(actors) != number or last is None:
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous" if actors else "unresolved")
        return self.point(mention, tuple(actors.values()), "pair", last)

    def _of_people(self, mention: Mention, number: int) -> Mention:
        """Return the states that everybody named shortly before belongs to, where there are so many."""
        near = [
            m
            for index in range(mention.sentence, mention.sentence - _REACH, -1)
            for m in self._here(mention, index)
            if not m.place_like
        ]
        codes = list(dict.fromkeys(a.country for m in near for a in m.actors if a.country))
        states = [self.registry.countries[c] for c in sorted(codes) if c in self.registry.countries]
        if len(states) != number or len(codes) != number:
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous" if codes else "unresolved")
        return self.point(mention, tuple(states), "pair", near[0])

    def one_of_two(self, mention: Mention, *, first: bool) -> Mention:
        """Resolve "the latter" and "the former" to one of the two that were named last."""
        for index in (mention.sentence, mention.sentence - 1):
            sentence = self.sentences.get(index)
            here = [m for m in self._here(mention, index) if len(m.actors) == 1 and not m.place_like]
            if sentence is None:
                continue
            named = [m for m in here if m.form != "pronoun"]
            joined = [one for one in _lists(sentence, named) if len(one) == 2]
            for wanted in (is_country, is_official):
                pairs = [p for p in joined if _distinct(p, wanted) == 2]
                kind = [m for m in named if wanted(m.actors[0])]
                pair = pairs[-1] if pairs else kind if len({m.actors[0].actor_id for m in kind}) == 2 else []
                if pair:
                    chosen = pair[0] if first else pair[-1]
                    return self.point(mention, chosen.actors, "antecedent", chosen)
        return mention


def _lists(sentence: Sentence, mentions: list[Mention]) -> list[list[Mention]]:
    """Return the mentions of ``sentence`` that are joined by "and", list by list."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        at = mention.head
        while sentence.tokens[at].dep == "conj" and sentence.tokens[at].head != at:
            at = sentence.tokens[at].head
        found.setdefault(at, []).append(mention)
    return [one for one in found.values() if len(one) > 1]


def _distinct(mentions: list[Mention], wanted: Wanted) -> int:
    actors = [a for m in mentions for a in m.actors]
    return len({a.actor_id for a in actors}) if all(map(wanted, actors)) else 0
