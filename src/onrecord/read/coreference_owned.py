"""Give what belongs to a state its state: "its army", "his country", "his Azeri counterpart", "police"."""

from __future__ import annotations

import msgspec

from onrecord.read.coreference_groups import Several
from onrecord.read.coreference_kinds import owned_by_state
from onrecord.reading import Mention, Sentence
from onrecord.records import ActorRef

_AT_HOME = frozenset(
    "police legislature military lawmaker opposition judiciary protester central_bank party".split()
)
_HOME_NOUNS = frozenset(
    "police army military parliament congress senate legislature assembly lawmaker legislator mp opposition "
    "party protester demonstrator judiciary gendarmerie navy force soldier".split()
)


class Owned(Several):
    """Noun phrases whose owner, or the country the text is about, tells whose they are."""

    def owned(self, mention: Mention, owner: int) -> Mention:
        """Give "its army", "the country's border service" the country of the owner."""
        held = next((m for m in self.before if m.sentence == mention.sentence and m.head == owner), None)
        if held is None or len(held.actors) != 1 or held.actors[0].country is None or not mention.actors:
            return mention
        country = self.registry.countries.get(held.actors[0].country)
        ref = mention.actors[0]
        if country is None or ref.country is not None or not owned_by_state(ref, held.actors[0]):
            return mention
        if ref.role == "affiliate":  # "its leaders"
            ref = msgspec.structs.replace(ref, sectors=("GOV",), role="official")
        actor_id = f"{country.actor_id}.{ref.sectors[0]}" if ref.sectors else country.actor_id
        named = msgspec.structs.replace(
            ref, actor_id=actor_id, country=country.actor_id, name=f"{country.name}: {ref.name}"
        )
        return self.point(mention, (named,), "owner", held)

    def counterpart(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "his Azeri counterpart": that country's holder of the same office."""
        country = next((a.country for a in mention.actors if a.country), None)
        if country is None:
            return msgspec.structs.replace(mention, actors=(), basis="unresolved")
        beside = next((c for c in sentence.kids(mention.head, "appos")), None)
        named = next(
            (m for m in self.every if m.sentence == mention.sentence and m.head == beside.i)
            if beside
            else iter(()),
            None,
        )
        if named is not None and len(named.actors) == 1 and named.actors[0].country == country:
            return msgspec.structs.replace(mention, actors=named.actors, basis="apposition")
        role = self._role_of_owner(mention, sentence)
        for earlier in reversed(self.before):
            for actor in earlier.actors:
                if actor.kind == "person" and actor.country == country and role and actor.role == role:
                    return self.point(mention, (actor,), "counterpart", earlier)
        place = self.registry.countries[country]
        ref = ActorRef(
            actor_id=f"{country}.GOV", name=f"{place.name}: {role or 'counterpart'}".replace("_", " "),
            country=country, sectors=("GOV",), role=role, kind="unnamed",
        )  # fmt: skip
        return msgspec.structs.replace(mention, actors=(ref,), basis="counterpart")

    def _role_of_owner(self, mention: Mention, sentence: Sentence) -> str | None:
        owner = sentence.kid(mention.head, "poss")
        held = next(
            (m for m in self.before if owner and m.sentence == mention.sentence and m.head == owner.i), None
        )
        return held.actors[0].role if held and len(held.actors) == 1 else None

    def land(self, mention: Mention, owner: int) -> Mention:
        """Resolve "his country" to the state of the person meant by "his"."""
        held = self.at(mention.sentence, owner)
        code = held.actors[0].country if held is not None and len(held.actors) == 1 else None
        state = self.registry.country(code)
        if held is None or state is None:
            return mention
        return self.point(mention, (state,), "owner", held)

    def setting(self, mention: Mention, sentence: Sentence) -> Mention:
        """Give "police", "the army", "parliament" the one country the text has spoken of so far."""
        ref = mention.actors[0] if len(mention.actors) == 1 else None
        if ref is None or ref.country is not None or not _domestic(ref, mention, sentence):
            return mention
        only = next(iter(self.countries)) if len(self.countries) == 1 else None
        state = self.registry.country(only)
        if state is None or not ref.sectors:
            return mention
        named = msgspec.structs.replace(
            ref, actor_id=f"{state.actor_id}.{ref.sectors[0]}", country=state.actor_id,
            name=f"{state.name}: {ref.name}",
        )  # fmt: skip
        return msgspec.structs.replace(mention, actors=(named,), basis="setting")


def _domestic(ref: ActorRef, mention: Mention, sentence: Sentence) -> bool:
    """True for bodies and people that belong to the country a text is about ("police", "lawmakers")."""
    if ref.role not in _AT_HOME or ref.kind != "unnamed":
        return False
    if sentence.tokens[mention.head].lemma not in _HOME_NOUNS:
        return False
    words = {t.lower for t in sentence.kids(mention.head, "det", "amod", "compound", "poss", "nmod")}
    return words <= {"the", "riot", "security", "armed", "opposition"} and " of " not in mention.text
