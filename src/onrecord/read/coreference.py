"""Give pronouns and bare nouns their antecedents: "he", "the minister", "both countries".

Walks the mentions left to right. Candidates are weighed by distance in sentences and
by grammatical function (subject before object before the rest); where two different
actors weigh about the same, the mention stays open with basis ``ambiguous``. The
first person inside quotation marks is the speaker's and is left to attribution
(basis ``speaker``).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.actors.registry import Registry
from onrecord.read.coreference_kinds import (
    is_country,
    is_group,
    is_official,
    is_person,
    is_state_or_body,
    same_office,
)
from onrecord.read.coreference_nouns import NounReference, noun_reference
from onrecord.read.coreference_pronouns import PRONOUNS, Number, Pronoun, pronoun_mentions
from onrecord.read.coreference_syntax import (
    clause_subject,
    function_of,
    shared_noun,
)
from onrecord.read.coreference_weights import Wanted, Weigher
from onrecord.reading import Mention, Sentence, Token
from onrecord.records import ActorRef, Document

WINDOW = 4
"""Sentences looked back."""


MARGIN = 6
"""Two candidates closer than this leave a reference open."""


def resolve_references(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], registry: Registry
) -> tuple[Mention, ...]:
    """Return ``mentions`` and the pronouns of ``sentences``, by start, references resolved."""
    by_index = {s.index: s for s in sentences}
    every = _sorted([*mentions, *(p for s in sentences for p in pronoun_mentions(document, s))])
    done: list[Mention] = []
    for mention in every:
        sentence = by_index[mention.sentence]
        done.append(_Resolver(by_index, every, done, registry).settle(mention, sentence))
    return tuple(done)


def _sorted(mentions: Sequence[Mention]) -> list[Mention]:
    seen: set[tuple[int, int]] = set()
    kept = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if (mention.sentence, mention.head) not in seen:
            seen.add((mention.sentence, mention.head))
            kept.append(mention)
    # a possessor stands before what it owns, so that it is settled first
    return sorted(kept, key=lambda m: (m.start, m.end))


class _Resolver(Weigher):
    """One mention against what was mentioned before it."""

    def settle(self, mention: Mention, sentence: Sentence) -> Mention:
        """Return ``mention`` with its actors, or with the reason why they stay open."""
        if mention.form == "pronoun":
            return self._pronoun(mention, sentence, PRONOUNS[mention.text.lower()])
        head = sentence.tokens[mention.head]
        if head.dep == "appos" and mention.form == "role":
            named = self.at(mention.sentence, head.head)
            if named is not None and len(named.actors) == 1 and _may_be(mention, named.actors[0]):
                return self.point(mention, named.actors, "apposition", named)
        if self._doubly_owned(mention, sentence):
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous")
        reference = noun_reference(mention, sentence)
        if reference is None:
            return mention
        return self._noun(mention, sentence, reference)

    def _doubly_owned(self, mention: Mention, sentence: Sentence) -> bool:
        """True for "its Azeri embassy": the owner and the adjective name two states."""
        owner = sentence.kid(mention.head, "poss")
        held = self.at(mention.sentence, owner.i) if owner else None
        if held is None or len(held.actors) != 1 or len(mention.actors) != 1 or mention.form != "role":
            return False
        if sentence.tokens[mention.head].lemma == "counterpart":
            return False
        ours, theirs = mention.actors[0].country, held.actors[0].country
        return ours is not None and theirs is not None and ours != theirs

    # ---------------------------------------------------------------- pronouns

    def _pronoun(self, mention: Mention, sentence: Sentence, pronoun: Pronoun) -> Mention:
        if pronoun.person == 1:
            return msgspec.structs.replace(mention, basis="speaker")
        if self._bound_elsewhere(mention, sentence):
            return msgspec.structs.replace(mention, basis="ambiguous")
        if pronoun.number is Number.PLURAL:
            return self._plural(mention, sentence)
        wanted = is_person if pronoun.animate else is_state_or_body
        return self.best(mention, sentence, wanted, "pronoun")

    def _bound_elsewhere(self, mention: Mention, sentence: Sentence) -> bool:
        """True where the clause's own subject may be meant, and is nobody we know ("the visit … its")."""
        if mention.text.lower() not in {"its", "their"}:
            return False
        subject = clause_subject(sentence, sentence.tokens[mention.head])
        if subject is None or subject.i >= mention.head:
            return False
        if mention.text.lower() == "its" and self._place_between(mention, subject.i):
            return True
        held = self.at(mention.sentence, subject.i)
        inside = any(
            m.sentence == mention.sentence and m.actors and shared_noun(sentence, m.head, mention.head)
            for m in self.before
        )
        return (held is None or not held.actors) and not inside

    def _place_between(self, mention: Mention, subject: int) -> bool:
        """True where a place of another state stands between subject and "its" ("X raided Y from its …")."""
        sentence = self.sentences[mention.sentence]
        if sentence.tokens[sentence.tokens[mention.head].head].dep != "pobj":
            return False
        held = self.at(mention.sentence, subject)
        own = {a.country for a in held.actors} if held else set()
        return any(
            m.sentence == mention.sentence
            and subject < m.head
            and m.place_like
            and {a.country for a in m.actors} - own
            for m in self.before
        )

    def _plural(self, mention: Mention, sentence: Sentence) -> Mention:
        if self._open_plural_subject(mention):
            return msgspec.structs.replace(mention, basis="ambiguous")
        subjects = self._coordinated_subject(mention)
        if subjects:
            actors = tuple(a for m in subjects for a in m.actors)
            return self.point(mention, actors, "pronoun", subjects[-1])
        return self.best(mention, sentence, is_group, "pronoun")

    def _open_plural_subject(self, mention: Mention) -> bool:
        """True where the last plural subject is nobody we know ("The Herzogs … They")."""
        for index in (mention.sentence, mention.sentence - 1):
            sentence = self.sentences.get(index)
            subjects = [
                t
                for t in (sentence.tokens if sentence else ())
                if t.dep in {"nsubj", "nsubjpass"} and t.end <= mention.start and _is_plural(t)
            ]
            if subjects:
                held = self.at(index, subjects[-1].i)
                return held is None or not held.actors
        return False

    def _coordinated_subject(self, mention: Mention) -> list[Mention]:
        """Return the joined subjects last seen ("Gallant and Aliyev … they")."""
        for back in (0, 1):
            index = mention.sentence - back
            sentence = self.sentences.get(index)
            if sentence is None:
                continue
            here = [m for m in self.before if m.sentence == index and m.actors and m.end <= mention.start]
            subjects = [m for m in here if function_of(sentence, m) == "subject"]
            joined = [
                m for m in subjects if sentence.tokens[m.head].dep == "conj" or sentence.kid(m.head, "conj")
            ]
            if len(joined) > 1 and len({a.actor_id for m in joined for a in m.actors}) > 1:
                return joined[:3]
            if subjects:
                return []
        return []

    # ------------------------------------------------------------------ nouns

    def _noun(self, mention: Mention, sentence: Sentence, reference: NounReference) -> Mention:
        if reference.pair:
            return self._pair(mention, reference)
        if reference.latter:
            return self._latter(mention)
        if reference.counterpart:
            return self._counterpart(mention, sentence)
        if reference.holder:
            return self._holder(mention)
        if reference.country:
            return self._country(mention, sentence)
        if reference.owner is not None:
            return self._owned(mention, reference.owner)
        return self._role(mention, sentence)

    def _role(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "the minister" to the last one of that office, "the army" to the last country's."""
        if not mention.actors:
            return mention
        ref = mention.actors[0]
        if " of a " in mention.text:
            return mention  # "the embassy of a third country"

        def wanted(actor: ActorRef) -> bool:
            return bool(actor.country) and same_office(actor, ref)

        found = self.best(mention, sentence, wanted, "role")
        if ref.role == "government" and "administration" in mention.text.lower():
            same = (
                found.antecedent is not None
                and "administration" in self.before[found.antecedent].text.lower()
            )
            return found if same else mention
        if ref.role == "government":
            near = (
                found.antecedent is not None and mention.sentence - self.before[found.antecedent].sentence < 2
            )
            return found if near else self._government(mention, sentence)
        if found.antecedent is not None or not found.actors:
            return found
        held = {a.actor_id: m for m in self.before for a in m.actors if a.country and same_office(a, ref)}
        if len(held) == 1:
            (earlier,) = held.values()
            actor = next(a for a in earlier.actors if a.actor_id in held)
            return self.point(mention, (actor,), "role", earlier)
        return mention if not held else msgspec.structs.replace(mention, actors=(), basis="ambiguous")

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
        if not found.actors or (here and found.actors[0].country not in here):
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous", antecedent=None)
        return found

    def _holder(self, mention: Mention) -> Mention:
        """Resolve "the Israeli president" to the person of that office and country named before."""
        ref = mention.actors[0]
        for earlier in reversed(self.before):
            for actor in earlier.actors:
                if actor.kind == "person" and actor.country == ref.country and same_office(actor, ref):
                    return self.point(mention, (actor,), "role", earlier)
        return mention

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

    def _owned(self, mention: Mention, owner: int) -> Mention:
        """Give "its army", "the country's border service" the country of the owner."""
        held = next((m for m in self.before if m.sentence == mention.sentence and m.head == owner), None)
        if held is None or len(held.actors) != 1 or held.actors[0].country is None or not mention.actors:
            return mention
        country = self.registry.countries.get(held.actors[0].country)
        ref = mention.actors[0]
        if country is None or ref.country is not None or not _owned_by_state(ref, held.actors[0]):
            return mention
        if ref.role == "affiliate":  # "its leaders"
            ref = msgspec.structs.replace(ref, sectors=("GOV",), role="official")
        actor_id = f"{country.actor_id}.{ref.sectors[0]}" if ref.sectors else country.actor_id
        named = msgspec.structs.replace(
            ref, actor_id=actor_id, country=country.actor_id, name=f"{country.name}: {ref.name}"
        )
        return self.point(mention, (named,), "owner", held)

    def _counterpart(self, mention: Mention, sentence: Sentence) -> Mention:
        """Resolve "his Azeri counterpart": that country's holder of the same office."""
        country = next((a.country for a in mention.actors if a.country), None)
        if country is None:
            return msgspec.structs.replace(mention, actors=(), basis="unresolved")
        beside = next((c for c in sentence.kids(mention.head, "appos")), None)
        named = next(
            (m for m in self.every if beside and m.sentence == mention.sentence and m.head == beside.i), None
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

    def _pair(self, mention: Mention, reference: NounReference) -> Mention:
        """Resolve "the two leaders", "both countries" to the last two different ones."""
        if reference.either:
            found = self._two(mention, is_official)
            return found if found.actors else self._two(mention, is_country)
        return self._two(mention, is_country if reference.country else is_official)

    def _two(self, mention: Mention, wanted: Wanted) -> Mention:
        """Return the two actors of the nearest sentences that together name exactly two."""
        actors: dict[str, ActorRef] = {}
        last = None
        for index in range(mention.sentence, mention.sentence - 4, -1):
            here = [m for m in self.before if m.sentence == index and m.end <= mention.start]
            for earlier in here:
                if self.modifies(earlier):
                    continue
                for actor in filter(wanted, earlier.actors):
                    last = last or earlier
                    actors.setdefault(actor.actor_id, actor)
            if len(actors) > 1:
                break
        if len(actors) != 2 or last is None:
            return msgspec.structs.replace(mention, actors=(), basis="ambiguous" if actors else "unresolved")
        return self.point(mention, tuple(actors.values()), "pair", last)

    def _latter(self, mention: Mention) -> Mention:
        """Resolve "the latter" to the second of the last two that were joined."""
        sentence = self.sentences.get(mention.sentence - 1)
        for earlier in reversed(self.before):
            if sentence is None or earlier.sentence != sentence.index or len(earlier.actors) != 1:
                continue
            if sentence.tokens[earlier.head].dep == "conj" and earlier.actors[0].kind in {
                "country",
                "person",
            }:
                return self.point(mention, earlier.actors, "antecedent", earlier)
        return mention


_STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD", "OPP", "MED"})


def _owned_by_state(owned: ActorRef, owner: ActorRef) -> bool:
    """True for "its army", "the country's media", not for "his bank", "its crew"."""
    if owned.role == "affiliate":
        return owner.kind == "country"
    if owned.kind != "unnamed" or not _STATE_SECTORS & set(owned.sectors):
        return False
    return owner.kind in {"country", "organisation"} or owned.sectors in {("GOV",), ("MIL",)}


def _may_be(apposition: Mention, person: ActorRef) -> bool:
    """True where a role set beside a name can be that person's: no two different offices."""
    if person.kind != "person":
        return False
    role = apposition.actors[0] if apposition.actors else None
    return (
        role is None
        or not role.sectors
        or not person.sectors
        or bool(set(role.sectors) & set(person.sectors))
    )


def _is_plural(token: Token) -> bool:
    """True for a plural noun, families by name included ("the Otienos")."""
    return token.tag in {"NNS", "NNPS"} or (
        token.tag == "NNP" and token.text.endswith("s") and token.dep == "nsubj"
    )
