"""Who a source is: the words of an attribution's source → actors and kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set

import msgspec

from onrecord.coding.attribution.cues import load_cues
from onrecord.coding.attribution.cues_nominal import speaker_of
from onrecord.coding.attribution.first_person import is_first_person, speakers_around
from onrecord.coding.attribution.spans import Draft
from onrecord.coding.identity import actors_of
from onrecord.reading import Mention, Reading, Sentence, Token
from onrecord.records import Actor, AttributionForm, SourceKind

_TELLING = frozenset({AttributionForm.INDIRECT, AttributionForm.MIXED})

Speaker = tuple[tuple[Actor, ...], SourceKind]


def speakers_of(
    drafts: Sequence[Draft], reading: Reading, mentions: Mapping[int, Sequence[Mention]]
) -> list[Speaker]:
    """Return actors and kind of each draft's source; "he" and "it" may go on from who spoke before."""
    speakers = [source_of(draft, reading, mentions.get(draft.sentence, [])) for draft in drafts]
    speakers = _of_themselves(drafts, speakers, reading, mentions)
    before: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        before.setdefault(draft.sentence + 1, []).append(i)
    speakers = [
        _spoke_before(draft, [(drafts[i], speakers[i]) for i in before.get(draft.sentence, [])], reading)
        or speaker
        if not speaker[0]
        else speaker
        for draft, speaker in zip(drafts, speakers, strict=True)
    ]
    return _in_first_person(drafts, speakers, reading)


def _in_first_person(drafts: Sequence[Draft], speakers: Sequence[Speaker], reading: Reading) -> list[Speaker]:
    """Return ``speakers`` where "I" and "we" are who is quoted, or else the author."""
    found = list(speakers)
    for inner, outer in sorted(speakers_around(drafts, reading).items()):
        if outer is None:
            found[inner] = ((), SourceKind.AUTHOR)
        elif not is_first_person(drafts[outer], reading):
            found[inner] = _as_pronoun(drafts[inner], speakers[outer], reading)
    return found


def mentions_by_sentence(reading: Reading) -> dict[int, list[Mention]]:
    """Return the mentions of a reading by the sentence they stand in."""
    found: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        found.setdefault(mention.sentence, []).append(mention)
    return found


def _of_themselves(
    drafts: Sequence[Draft],
    speakers: Sequence[Speaker],
    reading: Reading,
    mentions: Mapping[int, Sequence[Mention]],
) -> list[Speaker]:
    """Return ``speakers`` where "X said that he feared" gives X to "he", when nobody else stands between."""
    outer: dict[int, list[int]] = {}
    for i, draft in enumerate(drafts):
        if draft.form in _TELLING and speakers[i][0]:
            outer.setdefault(draft.sentence, []).append(i)
    found = list(speakers)
    gendered = _gendered(reading)
    for i, draft in enumerate(drafts):
        around = [o for o in outer.get(draft.sentence, []) if _speaks_within(draft, drafts[o])]
        if not around:
            continue
        nearest = max(around, key=lambda o: drafts[o].cue)
        actors = speakers[nearest][0]
        here = mentions.get(draft.sentence, [])
        if _refers_back(draft, drafts[nearest], actors, reading.sentences[draft.sentence], here, gendered):
            found[i] = _as_pronoun(draft, speakers[nearest], reading)
    return found


def _speaks_within(draft: Draft, outer: Draft) -> bool:
    source = draft.source
    if source is None or outer.source == source or outer.cue[1] > source[0]:
        return False
    return any(start <= source[0] and source[1] <= end for start, end in outer.content)


def _refers_back(
    draft: Draft,
    outer: Draft,
    actors: Sequence[Actor],
    sentence: Sentence,
    mentions: Sequence[Mention],
    gendered: Set[tuple[str, str]],
) -> bool:
    """True for a pronoun that fits the speaker and has no nearer word to stand for."""
    if draft.source_head is None or draft.source is None or outer.source_head is None:
        return False
    pronoun = sentence.tokens[draft.source_head].lower
    fits = _FITTING.get(pronoun)
    if fits is None or not fits(sentence.tokens[outer.source_head], actors):
        return False
    if pronoun in ("he", "she") and (pronoun, actors[0].actor_id or "") not in gendered:
        return False
    named = [t.start for t in sentence.tokens if t.pos == "PROPN"]
    return not any(outer.cue[1] <= at < draft.source[0] for at in [*named, *(m.start for m in mentions)])


def _gendered(reading: Reading) -> frozenset[tuple[str, str]]:
    """Return pronoun and actor id wherever the document calls an actor so: names do not tell he from she."""
    return frozenset(
        (m.text.lower(), a.actor_id) for m in reading.mentions if m.form == "pronoun" for a in m.actors
    )


def _spoke_before(draft: Draft, earlier: Sequence[tuple[Draft, Speaker]], reading: Reading) -> Speaker | None:
    """Return who alone spoke in the sentence before "he", "she", "it" or "they" speaks."""
    if draft.source_head is None:
        return None
    sentence = reading.sentences[draft.sentence]
    fits = _FITTING.get(sentence.tokens[draft.source_head].lower)
    if fits is None:
        return None
    before = [speaker for other, speaker in earlier if _may_go_on(other, draft, speaker[0], reading, fits)]
    known = {tuple(actor.actor_id for actor in actors) for actors, _ in before}
    return _as_pronoun(draft, before[-1], reading) if len(known) == 1 else None


def _as_pronoun(draft: Draft, speaker: Speaker, reading: Reading) -> Speaker:
    """Return ``speaker`` with the actors at the pronoun that stands for them here."""
    if draft.source is None:
        return speaker
    start, end = draft.source
    text = reading.document.text[start:end]
    actors, kind = speaker
    return (
        tuple(
            msgspec.structs.replace(a, text=text, start=start, end=end, basis="antecedent") for a in actors
        ),
        kind,
    )


def _may_go_on(other: Draft, draft: Draft, actors: Sequence[Actor], reading: Reading, fits: Fitting) -> bool:
    if not actors or other.source_head is None:
        return False
    sentence = reading.sentences[other.sentence]
    if sentence.paragraph != reading.sentences[draft.sentence].paragraph:
        return False
    return fits(sentence.tokens[other.source_head], actors)


def _one_person(head: Token, actors: Sequence[Actor]) -> bool:
    official = head.lower in load_cues().phrases.official and head.tag in ("NN", "NNP")
    return len(actors) == 1 and (actors[0].kind == "person" or (official and actors[0].kind != "country"))


def _one_body(head: Token, actors: Sequence[Actor]) -> bool:
    return len(actors) == 1 and actors[0].kind != "person" and head.tag in ("NN", "NNP", "NNPS")


def _several(head: Token, actors: Sequence[Actor]) -> bool:
    return len(actors) > 1 or head.tag == "NNS"


Fitting = Callable[[Token, Sequence[Actor]], bool]
_FITTING: dict[str, Fitting] = {
    "he": _one_person,
    "she": _one_person,
    "it": _one_body,
    "they": _several,
}
"""Whom a pronoun can go on from."""


def source_of(draft: Draft, reading: Reading, mentions: Sequence[Mention]) -> Speaker:
    """Return the actors that the source of ``draft`` stands for, none where unresolved, and its kind.

    ``mentions`` are those of its sentence.
    """
    if draft.source_head is None:
        return (), SourceKind.UNNAMED
    sentence = reading.sentences[draft.sentence]
    head = _speaking(sentence, sentence.tokens[draft.source_head])
    actors = _joint_actors(sentence, mentions, head)
    first = actors[0] if actors else None
    if _titled(sentence, head) and (first is None or "MED" not in first.sectors):
        return (), SourceKind.MEDIA
    return actors, _kind(sentence, head, first)


def _joint_actors(sentence: Sentence, mentions: Sequence[Mention], head: Token) -> tuple[Actor, ...]:
    """Return the actors of ``head`` and of what is joined to it: "X and Y said", each once."""
    first = actors_at(mentions, head)
    if not first:
        return ()
    found = {actor.actor_id or "": actor for actor in first}
    heads, at = [], head
    while (joined := sentence.kid(at.i, "conj")) is not None and joined.pos in ("PROPN", "NOUN", "PRON"):
        heads.append(joined)
        at = joined
    for place in heads:
        for actor in actors_at(mentions, place):
            found.setdefault(actor.actor_id or "", actor)
    return tuple(found.values())


def _titled(sentence: Sentence, head: Token) -> bool:
    """True for a name in quotation marks that is explained as a paper or broadcaster."""
    explained = sentence.kid(head.i, "appos")
    marked = head.i > 0 and sentence.tokens[head.i - 1].text in ('"', "“", "''", "«")
    return marked and explained is not None and explained.lemma in load_cues().phrases.media


def _speaking(sentence: Sentence, head: Token) -> Token:
    """Return the one behind a statement, letter or video; a relative pronoun leads to its noun."""
    if head.lower in ("who", "which", "that") and head.tag in ("WP", "WDT"):
        clause = next((a for a in sentence.ancestors(head.i) if a.dep == "relcl"), None)
        head = sentence.tokens[clause.head] if clause is not None else head
    if head.pos == "NOUN":
        behind = speaker_of(sentence, head)
        if behind is not None and _is_artefact(head):
            return behind
    return head


def _is_artefact(noun: Token) -> bool:
    return noun.lemma in load_cues().nouns or noun.lemma in ARTEFACTS


ARTEFACTS = frozenset(
    "video footage recording tape photo photograph picture image leak cable text book memoir website page"
    " feed advertisement ad appearance campaign".split()
)
"""Things that show or say something and were made by somebody."""


def actors_at(mentions: Sequence[Mention], head: Token) -> tuple[Actor, ...]:
    """Return the resolved actors of the mention whose head is ``head``, or that covers it."""
    mention = next((m for m in mentions if m.head == head.i), None)
    if mention is None:
        covering = [m for m in mentions if m.start <= head.start and head.end <= m.end]
        mention = min(covering, key=lambda m: (m.end - m.start, m.start), default=None)
    if mention is None:
        return ()
    return tuple(a for a in actors_of(mention) if a.actor_id is not None)


def _kind(sentence: Sentence, head: Token, actor: Actor | None) -> SourceKind:
    phrases = load_cues().phrases
    if (actor is not None and "MED" in actor.sectors) or _is_media(sentence, head):
        return SourceKind.MEDIA
    if head.pos == "NOUN" and head.lemma in phrases.official and _nameless(sentence, head):
        return SourceKind.DIPLOMAT if head.lemma in phrases.diplomat else SourceKind.OFFICIAL
    nameless = head.lemma in phrases.unnamed or head.lower in phrases.unnamed
    if nameless and (actor is None or actor.kind == "unnamed"):
        return SourceKind.UNNAMED
    if actor is not None:
        return SourceKind.ACTOR
    if head.pos == "PROPN":
        return SourceKind.NAMED
    return SourceKind.OFFICIAL if head.lemma in phrases.official else SourceKind.UNNAMED


_NAMELESS_KINDS = frozenset({SourceKind.OFFICIAL, SourceKind.DIPLOMAT, SourceKind.UNNAMED})


def is_nameless(draft: Draft, sentence: Sentence, kind: SourceKind) -> bool:
    """True where the source is only said to be an official, a diplomat, a medium, or is not told at all."""
    if draft.source_head is None:
        return draft.form not in _NOBODYS
    head = sentence.tokens[draft.source_head]
    if kind is SourceKind.MEDIA:
        return head.pos == "NOUN" and not sentence.kid(head.i, "appos") and not _is_named(sentence, head)
    return kind in _NAMELESS_KINDS


_NOBODYS = frozenset({AttributionForm.SEEMING, AttributionForm.DISTANCE, AttributionForm.INTENTION})
"""Without a source these are the publisher's word, not that of somebody unnamed."""


def _is_named(sentence: Sentence, head: Token) -> bool:
    return any(t.pos == "PROPN" for t in sentence.kids(head.i, "compound", "nmod", "poss"))


def _is_media(sentence: Sentence, head: Token) -> bool:
    words = {head.lemma, head.lower}
    words |= {t.lower for t in sentence.kids(head.i, "compound")} if head.pos == "PROPN" else set()
    return bool(words & load_cues().phrases.media)


def _nameless(sentence: Sentence, head: Token) -> bool:
    """True for "officials" and "a diplomat", which say what somebody is but not who."""
    if sentence.kid(head.i, "appos"):
        return False
    if head.tag == "NNS":
        return True
    determiner = sentence.kid(head.i, "det")
    return determiner is not None and determiner.lower in ("a", "an", "one", "another", "some")
