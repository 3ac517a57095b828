"""Shapes of the ontology files, and of the ontology they add up to.

A file in ``plover/`` is one :class:`EventType`; its ``verbs`` and ``nouns`` are
written compactly (space-separated lemmas, ``carry_out`` for a verb and its
particle, ``@arms`` for every word of that class in ``classes.toml``) and
validated by msgspec on loading.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

Name = Annotated[str, Meta(pattern="^[A-Z][A-Z0-9_]*$")]
"""Of an event type: capitals, as the manual writes them and filters compare them."""
Quad = Annotated[int, Meta(ge=1, le=4)]
Scale = Annotated[float, Meta(ge=-10, le=10)]
Words = Annotated[str, Meta(pattern=r"\S")]
"""At least one word."""


class Frame(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that call up one event type or one operator, and where its parties stand."""

    lemmas: Words
    """Trigger lemmas; ``_`` joins a verb and its particle."""
    mode: str | None = None
    objects: str = ""
    """The direct object must be headed by one of these."""
    not_objects: str = ""
    """The direct object must not be headed by one of these."""
    preps: str = ""
    """One of these prepositions must be attached."""
    pobjects: str = ""
    """The object of that preposition must be headed by one of these."""
    modifiers: str = ""
    """The noun, or the object that the verb or its preposition asks for, must be modified by one of these."""
    not_modifiers: str = ""
    """The noun must not be modified by one of these words."""
    by: str = ""
    """Slots of the actor, nouns only; empty means the usual ones."""
    to: str = ""
    """Slots of the recipient, the first that is filled wins: ``obj`` or a preposition."""
    adverbs: str = ""
    """One of these adverbs or particles must stand with the verb ("work *together*", "sent *home*")."""
    clause: str = ""
    """One of these dependents must be there: ``xcomp`` ("threatened to"), ``ccomp`` ("demanded that")."""
    transitive: bool | None = None
    """True: there must be a direct object; False: there must be none."""
    subjects: str = ""
    """The doer must be headed by one of these: weapons that stand for who uses them."""
    not_subjects: str = ""
    """The doer must not be headed by one of these."""
    heads: str = ""
    """The clause that ``clause`` asks for must be headed by one of these ("found him *guilty*")."""
    stative: bool = False
    """A noun that may only describe ("their cooperation"): by itself it tells no event without a date."""
    passive: bool = False
    """True: only where it is done to the subject ("troops *were sent*"); with ``swap`` that is the actor."""
    swap: bool = False
    """The object is the actor: who is hosted is the visitor."""
    both: bool = False
    """The sides are equal: everybody is an actor."""
    needs: Literal["actor", "recipient", "both", "any"] = "actor"
    """Which parties must be known: actor, recipient, both, any."""
    operator: str | None = None
    """How this act changes an act inside its content: commit, threaten, refuse, request, ..."""
    alone: bool = True
    """False where the words say nothing without an act inside."""
    light: bool = True
    """False for a noun that no light verb can carry."""


class Mode(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way in which an event type happens."""

    definition: str
    scale: Scale | None = None
    cameo: str | None = None


class Example(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence of the codebook, and what must be read from it."""

    text: str
    mode: str | None = None
    actors: str | None = None
    """Codes of all actors, space-separated: ISO3, else the first part of an actor id. None: not checked."""
    recipients: str | None = None
    instead: str | None = None
    """Near misses: the type that the sentence has, where it tells an event of another."""
    open: str = ""
    """Why the sentence is not read so yet; empty where it is."""

    def __str__(self) -> str:
        return self.text


class Sentences(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The sentences of one type in the codebook: examples, tests, training text."""

    positive: tuple[str | Example, ...] = ()
    """Sentences that must code to this type."""
    near_misses: tuple[str | Example, ...] = ()
    """Sentences that must not."""

    @property
    def examples(self) -> tuple[Example, ...]:
        """``positive``, plain sentences as examples that check only the type."""
        return tuple(_example(each) for each in self.positive)

    @property
    def counterexamples(self) -> tuple[Example, ...]:
        """``near_misses``, plain sentences likewise."""
        return tuple(_example(each) for each in self.near_misses)


def _example(told: str | Example) -> Example:
    return Example(text=told) if isinstance(told, str) else told


class EventType(Sentences, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event type: meaning, numbers, words, examples.

    PLOVER's all have a quad class, a scale and a CAMEO code; a user's own may lie outside them.
    """

    name: Name
    definition: str
    quad: Quad | None = None
    scale: Scale | None = None
    cameo: str | None = None
    recipient: Literal["required", "optional"] = "optional"
    decisions: tuple[str, ...] = ()
    """What this codebook decides where the manual is open or contradicts itself."""
    modes: dict[str, Mode] = {}
    verbs: tuple[Frame, ...] = ()
    nouns: tuple[Frame, ...] = ()


class Extension(Sentences, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user's file with ``extends = true`` changes of a type that is there already.

    What is given takes the place of what was; modes and words are added, the user's words first.
    """

    name: Name
    extends: Literal[True]
    definition: str | None = None
    quad: Quad | None = None
    scale: Scale | None = None
    cameo: str | None = None
    recipient: Literal["required", "optional"] | None = None
    modes: dict[str, Mode] = {}
    verbs: tuple[Frame, ...] = ()
    nouns: tuple[Frame, ...] = ()


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One context and the words that suggest it, separated by ``|``."""

    name: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]*$")]
    cues: Words


class Operators(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that are no event by themselves but change the act inside them."""

    verbs: tuple[Frame, ...]
    nouns: tuple[Frame, ...] = ()
    light: dict[str, str]
    """Light verbs in groups; each carries any event noun as its object."""
    figurative: str
    """Words beside a trigger that make it figurative ("trade war", "election battle")."""
    abstract_targets: str
    """Objects of a preposition that make an attack verbal ("an attack on his record")."""
    sport: str
    """Words of sports pages; two of them, or one and a score, and a sentence is left alone."""
    mishaps: str
    """Subjects that harm nobody on purpose ("an earthquake killed")."""
    sites: str
    """Things that stay where they are: force used on one is used on the state it lies in."""
    vague_quantities: str
    """Nouns that only count what follows ("a series of attacks")."""


class Rule(Struct, frozen=True, kw_only=True):
    """One frame ready for matching: sets instead of strings, and its event type."""

    name: str
    event_type: str | None
    frame: Frame
    objects: frozenset[str]
    not_objects: frozenset[str]
    preps: frozenset[str]
    pobjects: frozenset[str]
    modifiers: frozenset[str]
    subjects: frozenset[str]
    not_subjects: frozenset[str]
    heads: frozenset[str]
    adverbs: frozenset[str]
    not_modifiers: frozenset[str]
    by: tuple[str, ...]
    to: tuple[str, ...]
    own: bool = False
    """Written by the user: tried before the built-in ones."""
    asked: tuple[frozenset[str], ...] = ()
    """The groups of words of each of which the sentence must have one for the rule to fit."""

    def __post_init__(self) -> None:
        """Put together what is :attr:`asked`."""
        wanted = [self.objects, self.preps, self.modifiers, self.subjects, self.adverbs]
        wanted += [self.pobjects] if self.preps else []
        wanted += [self.heads] if self.frame.clause else []
        force_setattr(self, "asked", tuple(words for words in wanted if words))

    @property
    def weight(self) -> int:
        """Number of conditions: the more a frame asks for, the more it is to be believed."""
        return (
            4 * bool(self.objects)
            + 3 * bool(self.pobjects)
            + 5 * bool(self.subjects)
            + 4 * bool(self.heads)
            + 4 * bool(self.adverbs)
            + 2 * bool(self.preps)
            + 2 * bool(self.modifiers)
            + bool(self.not_objects)
        )


class Ontology(Struct, frozen=True, kw_only=True):
    """All event types, contexts and operators, indexed for matching."""

    types: Mapping[str, EventType]
    contexts: Mapping[str, tuple[str, ...]]
    """Context name → cues, each a word or several words in lower case."""
    verbs: Mapping[str, tuple[Rule, ...]]
    """Lemma, or lemma and particle joined by ``_`` → rules, a user's own and the most demanding first."""
    nouns: Mapping[str, tuple[Rule, ...]]
    light: frozenset[str]
    suffering: frozenset[str]
    """Light verbs whose subject is at the receiving end ("faces criticism")."""
    figurative: frozenset[str]
    abstract_targets: frozenset[str]
    mishaps: frozenset[str]
    sport: frozenset[str]
    sites: frozenset[str]
    vague_quantities: frozenset[str]

    def scale(self, event_type: str, mode: str | None) -> float | None:
        """Return the intensity of ``mode`` where it has one of its own, else of the type, if any."""
        kind = self.types[event_type]
        own = kind.modes[mode].scale if mode in kind.modes else None
        return kind.scale if own is None else own

    def cameo(self, event_type: str, mode: str | None) -> str | None:
        """Return the CAMEO code of ``mode`` where it has one, else the code of the type, if any."""
        kind = self.types[event_type]
        own = kind.modes[mode].cameo if mode in kind.modes else None
        return kind.cameo if own is None else own
