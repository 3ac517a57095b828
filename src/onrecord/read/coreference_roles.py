"""Give nouns that point back their actor: "the army", "the Israeli president", "the bloc", "his country"."""

from __future__ import annotations

import re

import msgspec

from onrecord.actors.entries import fold
from onrecord.read.coreference_kinds import ARMED, is_body, is_country, may_lead, same_office
from onrecord.read.coreference_nouns import NounReference
from onrecord.read.coreference_owned import Owned
from onrecord.read.coreference_syntax import scene_of
from onrecord.read.coreference_weights import Wanted
from onrecord.reading import Mention, Sentence
from onrecord.records import ActorRef


class Nouns(Owned):
    """One noun phrase against what was mentioned before it."""

    def noun(self, mention: Mention, sentence: Sentence, reference: NounReference) -> Mention:
        """Return ``mention`` with whom ``reference`` points back to, or open."""
        if reference.pair:
            return self.several(mention, reference)
        if reference.latter or reference.former:
            return self.one_of_two(mention, first=reference.former)
        if reference.body:
            return self._body(mention, reference.body)
        if reference.epithet:
            return self._epithet(mention, sentence)
        if reference.land and reference.owner is not None:
            return self.land(mention, reference.owner)
        if reference.counterpart:
            return self.counterpart(mention, sentence)
        if reference.holder:
            return self._holder(mention)
        if reference.country:
            return self._country(mention, sentence)
        if reference.owner is not None:
            return self.owned(mention, reference.owner)
        return self._role(mention, sentence)

    def _role(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "the minister" to the last one of that office, "the army" to the last country's."""
        if not mention.actors:
            return mention
        ref = mention.actors[0]
        if " of a " in mention.text:
            return mention  # "the embassy of a third country"

        scene = scene_of(sentence, sentence.tokens[mention.head])
        if scene is not None:
            return self.owned(mention, scene.i)
        if self._stranger_of_kind(mention, sentence):
            return mention

        def wanted(actor: ActorRef) -> bool:
            return bool(actor.country) and same_office(actor, ref)

        if self._two_of_office(mention, wanted):
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous")
        found = self.best(mention, sentence, wanted, "role")
        if ref.role == "government" and "administration" in mention.text.lower():
            same = (
                found.antecedent is not None
                and "administration" in self.before[found.antecedent - self.offset].text.lower()
            )
            return found if same else mention
        if ref.role == "government":
            near = (
                found.antecedent is not None
                and mention.sentence - self.before[found.antecedent - self.offset].sentence < 2
            )
            return found if near else self._government(mention, sentence)
        if found.antecedent is not None or not found.actors:
            return _own_ministry(found, ref)
        held = {a.actor_id: m for m in self.before for a in m.actors if a.country and same_office(a, ref)}
        if len(held) == 1:
            (earlier,) = held.values()
            actor = next(a for a in earlier.actors if a.actor_id in held)
            return self.point(mention, (actor,), "role", earlier)
        return mention if not held else msgspec.structs.replace(mention, actors=(), basis="ambiguous")

    def _stranger_of_kind(self, mention: Mention, sentence: Sentence) -> bool:
        """True where the last one called so was new and nobody's ("the embassy of a third country")."""
        noun = sentence.tokens[mention.head].lemma
        for earlier in reversed(self.before):
            there = self.sentences[earlier.sentence]
            if earlier.form != "role" or there.tokens[earlier.head].lemma != noun:
                continue
            known = any(a.country for a in earlier.actors)
            return not known and _new(there, earlier)
        return False

    def _says_state(self, mention: Mention) -> bool:
        """True where the words of ``mention`` name the state it belongs to."""
        return any(
            entry.country == mention.actors[0].country
            for word in re.findall(r"[^\W\d_]+", mention.text)
            for entry in self.registry.names.get(fold(word), ())
        )

    def _two_of_office(self, mention: Mention, wanted: Wanted) -> bool:
        """True where the last sentence that names such an officer names two of them."""
        for index in range(mention.sentence, mention.sentence - _NEAR, -1):
            people = {
                a.actor_id
                for m in self.before
                if m.sentence == index and m.end <= mention.start
                for a in m.actors
                if a.kind == "person" and wanted(a)
            }
            if people:
                return len(people) > 1
        return False

    def _country(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "the country": the state last in focus, or that of somebody named in the sentence."""
        found = self.best(mention, sentence, is_country, "antecedent")
        here = {
            a.country
            for m in self.before
            if m.sentence == mention.sentence and m.end <= mention.start
            for a in m.actors
            if a.country
        }
        if (
            self._several_states(mention, found)
            or not found.actors
            or (here and found.actors[0].country not in here)
        ):
            return self._country_beside(mention, sentence)
        return found

    def _country_beside(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "the country's" right after "his Kenyan counterpart": the state of the adjective."""
        named = [
            m
            for m in self.before
            if m.sentence == mention.sentence
            and m.end <= mention.start
            and any(a.country for a in m.actors)
            and self._says_state(m)
        ]
        state = self.registry.country(named[-1].actors[0].country) if named else None
        if sentence.tokens[mention.head].dep == "poss" and state is not None:
            return self.point(mention, (state,), "antecedent", named[-1])
        return msgspec.structs.replace(mention, actors=(), basis="ambiguous", antecedent=None)

    def _several_states(self, mention: Mention, found: Mention) -> bool:
        """True where "the country" opens a sentence after one that has two states deal with each other."""
        if (
            found.antecedent is None
            or self.before[found.antecedent - self.offset].sentence == mention.sentence
        ):
            return False
        index = self.before[found.antecedent - self.offset].sentence
        codes = {
            a.country
            for m in self.before
            if m.sentence == index and not m.place_like and not self.modifies(m)
            for a in m.actors
            if a.kind == "country"
        }
        return len(codes) > 1

    def _holder(self, mention: Mention) -> Mention:
        """Resolve "the Israeli president" to the person of that office and country named before."""
        ref = mention.actors[0]
        for earlier in reversed(self.before):
            for actor in earlier.actors:
                if actor.kind == "person" and actor.country == ref.country and same_office(actor, ref):
                    return self.point(mention, (actor,), "role", earlier)
        return self._only_leader(mention, ref)

    def _only_leader(self, mention: Mention, ref: ActorRef) -> Mention:
        """Resolve "the Libyan commander", "the Chilean leader" to the only such person of that country."""
        people: dict[str, tuple[ActorRef, Mention]] = {}
        for earlier in self.before:
            for actor in earlier.actors:
                if actor.kind == "person" and actor.country == ref.country and may_lead(actor, ref):
                    people[actor.actor_id] = (actor, earlier)
        if len(people) != 1 or "the" not in mention.text.lower().split()[:1]:
            return mention
        ((actor, earlier),) = people.values()
        return self.point(mention, (actor,), "role", earlier)

    def _government(self, mention: Mention, sentence: Sentence) -> Mention:
        found = self.best(mention, sentence, is_country, "antecedent")
        if not found.actors or found.actors[0].country is None:
            return mention
        country = found.actors[0]
        ref = ActorRef(
            actor_id=f"{country.country}.GOV", name=f"{country.name}: government", country=country.country,
            sectors=("GOV",), role="government", kind="organisation",
        )  # fmt: skip
        return msgspec.structs.replace(found, actors=(ref,))

    def _body(self, mention: Mention, noun: str) -> Mention:
        """Resolve "the bloc", "the committee" to the one body of that kind named shortly before."""
        found: dict[str, Mention] = {}
        for earlier in self.before:
            if (
                mention.sentence - earlier.sentence > _NEAR
                or len(earlier.actors) != 1
                or earlier.form == "pronoun"
            ):
                continue
            if is_body(earlier.actors[0], earlier.text, noun):
                found[earlier.actors[0].actor_id] = earlier
        if len(found) != 1:
            return msgspec.structs.replace(mention, basis="ambiguous" if found else "unresolved")
        (earlier,) = found.values()
        return self.point(mention, earlier.actors, "antecedent", earlier)

    def _epithet(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "the general", "the rebel leader" to the one person who was called so."""
        ref = mention.actors[0]
        if ref.kind != "unnamed" or ref.sectors in {("REB",), ("UAF",)}:
            return self._movement(mention)
        noun = sentence.tokens[mention.head].lower
        called: dict[str, Mention] = {}
        for earlier in self.before:
            if len(earlier.actors) == 1 and earlier.actors[0].kind == "person" and _called(noun, earlier):
                called[earlier.actors[0].actor_id] = earlier
        if len(called) == 1:
            (earlier,) = called.values()
            return self.point(mention, earlier.actors, "role", earlier)
        return mention if not called else msgspec.structs.replace(mention, actors=(), basis="ambiguous")

    def _movement(self, mention: Mention) -> Mention:
        """Resolve "the rebels" to the one armed movement named shortly before."""
        found: dict[str, Mention] = {}
        for earlier in self.before:
            if mention.sentence - earlier.sentence > _NEAR or len(earlier.actors) != 1:
                continue
            actor = earlier.actors[0]
            if actor.kind == "organisation" and ARMED & set(actor.sectors):
                found[actor.actor_id] = earlier
        if len(found) != 1:
            return mention
        (earlier,) = found.values()
        return self.point(mention, earlier.actors, "antecedent", earlier)


def _own_ministry(found: Mention, ref: ActorRef) -> Mention:
    """Let "the Foreign Ministry" after a Defence Ministry be the foreign ministry of that state."""
    actor = found.actors[0] if found.actors else None
    if actor is None or ref.role != "ministry" or ref.country or actor.name.endswith(f": {ref.name}"):
        return found
    state = actor.name.partition(":")[0]
    return msgspec.structs.replace(
        found, actors=(msgspec.structs.replace(actor, name=f"{state}: {ref.name}"),), antecedent=None
    )


def _new(sentence: Sentence, mention: Mention) -> bool:
    """True for a phrase that brings in somebody unknown: "a ship", "the embassy of a third country"."""
    words = {t.lower for t in sentence.kids(mention.head, "det")}
    return bool(words & {"a", "an", "another"}) or " of a" in mention.text


_NEAR = 3
"""Sentences looked back for a body or movement."""


def _called(noun: str, earlier: Mention) -> bool:
    words = earlier.text.lower().split()
    return earlier.form != "pronoun" and (noun in words or _SHORT.get(noun) in words)


_SHORT = {
    "senator": "sen.",
    "representative": "rep.",
    "congressman": "rep.",
    "congresswoman": "rep.",
    "governor": "gov.",
    "general": "gen.",
    "colonel": "col.",
    "captain": "capt.",
    "admiral": "adm.",
    "professor": "prof.",
    "sergeant": "sgt.",
    "lieutenant": "lt.",
    "president": "pres.",
}
"""How titles are shortened before a name."""
