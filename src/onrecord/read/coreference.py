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
from onrecord.actors.resolve import may_be_person
from onrecord.read.coreference_countries import with_countries
from onrecord.read.coreference_gender import genders
from onrecord.read.coreference_kinds import (
    is_group,
    is_person,
    is_state_or_body,
)
from onrecord.read.coreference_nouns import noun_reference, open_nouns
from onrecord.read.coreference_pronouns import PRONOUNS, Number, Pronoun, pronoun_mentions
from onrecord.read.coreference_roles import Nouns
from onrecord.read.coreference_speakers import speakers
from onrecord.read.coreference_syntax import (
    charged_with,
    clause_subject,
    done_before,
    function_of,
    shared_noun,
    teller_of_many,
)
from onrecord.reading import Mention, Sentence, Token
from onrecord.records import ActorRef, Document

REACH = 600
"""Mentions looked back at most, so that time grows with the length of a document and not its square."""


def resolve_references(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], registry: Registry
) -> tuple[Mention, ...]:
    """Return ``mentions`` and the pronouns of ``sentences``, by start, references resolved."""
    by_index = {s.index: s for s in sentences}
    every = _sorted(
        [
            *mentions,
            *(p for s in sentences for p in pronoun_mentions(document, s)),
            *(n for s in sentences for n in open_nouns(document, s)),
        ]
    )
    known = genders(every)
    done: list[Mention] = []
    countries: set[str] = set()
    for mention in every:
        sentence = by_index[mention.sentence]
        offset = max(0, len(done) - REACH)
        resolver = _Resolver(
            by_index, every, done[offset:] if offset else done, registry, known, offset, countries
        )
        done.append(resolver.settle(mention, sentence))
        for actor in done[-1].actors:
            home = actor.country or ("IGO" if "IGO" in actor.sectors else None)
            if home and (not actor.sectors or not _ANYWHERE.issuperset(actor.sectors)):
                countries.add(home)
    return with_countries(by_index, speakers(document, by_index, done))


def _sorted(mentions: Sequence[Mention]) -> list[Mention]:
    seen: set[tuple[int, int]] = set()
    kept = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if (mention.sentence, mention.head) not in seen:
            seen.add((mention.sentence, mention.head))
            kept.append(mention)
    # a possessor stands before what it owns, so that it is settled first
    return sorted(kept, key=lambda m: (m.start, m.end))


_ANYWHERE = frozenset({"BUS", "MED", "NGO", "EDU"})
"""Who turns up in texts about any country: a news agency does not make a text one about its state."""


class _Resolver(Nouns):
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
        found = mention if reference is None else self.noun(mention, sentence, reference)
        return self.setting(found, sentence) if found is mention and mention.form == "role" else found

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
        own = mention.text.lower() in {"its", "their", "his", "her"}
        if own and charged_with(sentence, sentence.tokens[mention.head]):
            return msgspec.structs.replace(mention, basis="ambiguous")
        if self._bound_elsewhere(mention, sentence):
            return msgspec.structs.replace(mention, basis="ambiguous")
        if mention.text.lower() == "it" and self._told_by_stranger(mention, sentence):
            return msgspec.structs.replace(mention, basis="ambiguous")
        if pronoun.number is Number.PLURAL:
            return self._plural(mention, sentence)
        held = self._done_before(mention, sentence) if pronoun.animate else self._stating(mention, sentence)
        if held is not None:
            return self.point(mention, held.actors, "pronoun", held)
        if pronoun.animate and self._stranger(mention, sentence):
            return msgspec.structs.replace(mention, basis="ambiguous")
        wanted = is_person if pronoun.animate else is_state_or_body
        return self.best(mention, sentence, wanted, "pronoun")

    def _done_before(self, mention: Mention, sentence: Sentence) -> Mention | None:
        """Return the one human to whom the verb before was done, if "him" can be that one."""
        token = done_before(sentence, sentence.tokens[mention.head])
        held = self.at(mention.sentence, token.i) if token is not None else None
        if held is None or len(held.actors) != 1 or held.actors[0].kind not in {"person", "unnamed"}:
            return None
        return held if self._gender_fit(held, mention) is not None else None

    def _stranger(self, mention: Mention, sentence: Sentence) -> bool:
        """True where the last subject by name is nobody we know, so that "he" may be that person."""
        for index in (mention.sentence, mention.sentence - 1):
            here = self.sentences.get(index)
            if here is None or (here is not sentence and here.zone != sentence.zone):
                continue
            names = [
                t
                for t in here.tokens
                if t.dep in {"nsubj", "nsubjpass"} and t.pos == "PROPN" and t.end <= mention.start
            ]
            if names:
                name = names[-1]
                known = any(
                    m.sentence == index and m.actors and m.start <= name.start < m.end for m in self.before
                )
                return not known and _human_name(here, name)
        return False

    def _told_by_stranger(self, mention: Mention, sentence: Sentence) -> bool:
        """True where a body nobody knows says what "it" does ("Otienofax said it", "a company said it")."""
        token = sentence.tokens[mention.head]
        teller = _sayer(sentence, token) if token.dep in {"nsubj", "nsubjpass"} else None
        if teller is None:
            return False
        held = self.at(mention.sentence, teller.i)
        if teller.pos == "PROPN":
            return held is None or not held.actors
        if teller.tag != "NN" or teller.lemma in _STATEMENTS:
            return False
        return held is None or not _known(held)

    def _bound_elsewhere(self, mention: Mention, sentence: Sentence) -> bool:
        """True where the clause's own subject may be meant, and is nobody we know ("the visit … its")."""
        if mention.text.lower() not in {"its", "their"}:
            return False
        subject = clause_subject(sentence, sentence.tokens[mention.head])
        if subject is not None and subject in sentence.ancestors(mention.head):
            subject = self._teller(sentence, subject)  # "said four of its soldiers were killed"
        if subject is None or subject.i >= mention.head:
            return False
        if mention.text.lower() == "its" and self._place_between(mention, subject.i):
            return True
        held = self.at(mention.sentence, subject.i)
        inside = any(
            m.sentence == mention.sentence and m.actors and shared_noun(sentence, m.head, mention.head)
            for m in self.before
        )
        return (held is None or not _known(held)) and not inside

    @staticmethod
    def _teller(sentence: Sentence, subject: Token) -> Token | None:
        """Return who says what is told of ``subject``, None where nobody does; a statement is its owner's."""
        teller = _sayer(sentence, subject)
        if teller is None or teller.lemma not in _STATEMENTS:
            return teller
        by = next((t for t in sentence.kids(teller.i, "prep") if t.lower in ("by", "from", "of")), None)
        own = sentence.kid(teller.i, "poss", "amod", "compound") if by is None else sentence.kid(by.i, "pobj")
        return own or teller

    def _stating(self, mention: Mention, sentence: Sentence) -> Mention | None:
        """Return whose statement says what "its" stands in: "an army *statement* said one of *its* men"."""
        subject = clause_subject(sentence, sentence.tokens[mention.head])
        if (
            mention.text.lower() != "its"
            or subject is None
            or subject not in sentence.ancestors(mention.head)
        ):
            return None
        verb = sentence.tokens[subject.head]
        teller = sentence.kid(verb.head, "nsubj") if verb.dep == "ccomp" else None
        if teller is None or teller.lemma not in _STATEMENTS:
            return None
        owner = self._teller(sentence, subject)
        held = self.at(mention.sentence, owner.i) if owner else None
        return held if held is not None and len(held.actors) == 1 and _known(held) else None

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
        teller = teller_of_many(sentence, sentence.tokens[mention.head])
        held = self.at(mention.sentence, teller.i) if teller is not None else None
        if held is not None and held.actors:
            return self.point(mention, held.actors, "pronoun", held)
        if teller is not None:
            return msgspec.structs.replace(mention, basis="ambiguous")
        subjects = self._coordinated_subject(mention)
        if not (subjects and subjects[0].sentence == mention.sentence) and self._open_plural_subject(mention):
            return msgspec.structs.replace(mention, basis="ambiguous")
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


def _sayer(sentence: Sentence, subject: Token) -> Token | None:
    """Return who says the clause of which ``subject`` is the subject, None where nobody does."""
    verb = sentence.tokens[subject.head]
    return sentence.kid(verb.head, "nsubj") if verb.dep == "ccomp" else None


def _known(mention: Mention) -> bool:
    """True where somebody or some country stands behind ``mention``, unlike "a company"."""
    return any(actor.country is not None or actor.kind != "unnamed" for actor in mention.actors)


_STATEMENTS = frozenset({"statement", "communique", "communiqué", "bulletin"})


def _human_name(sentence: Sentence, name: Token) -> bool:
    """True for a name nobody knows that may be a person's: no acronym, no committee."""
    words = [*(t.text for t in sentence.kids(name.i, "compound")), name.text]
    return not name.text.isupper() and may_be_person(words)


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
