"""Shapes of the ontology files, and of the ontology they add up to.

A file in ``plover/`` is one :class:`EventType`; its ``verbs`` and ``nouns`` are
written compactly (space-separated lemmas, ``carry_out`` for a verb and its
particle) and validated by msgspec on loading.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Frame(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that call up one event type or one operator, and where its parties stand."""

    lemmas: str
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
    """The noun must be modified by one of these words."""
    not_modifiers: str = ""
    """The noun must not be modified by one of these words."""
    by: str = ""
    """Slots of the actor, nouns only; empty means the usual ones."""
    to: str = ""
    """Slots of the recipient, the first that is filled wins: ``obj`` or a preposition."""
    clause: str = ""
    """One of these dependents must be there: ``xcomp`` ("threatened to"), ``ccomp`` ("demanded that")."""
    transitive: bool | None = None
    """True: there must be a direct object; False: there must be none."""
    subjects: str = ""
    """The doer must be headed by one of these: weapons that stand for who uses them."""
    stative: bool = False
    """A noun that may only describe ("their cooperation"): by itself it tells no event without a date."""
    swap: bool = False
    """The object is the actor: who is hosted is the visitor."""
    both: bool = False
    """The sides are equal: everybody is an actor."""
    needs: str = "actor"
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
    scale: float | None = None
    cameo: str | None = None


class EventType(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One PLOVER event type: meaning, numbers, words, examples."""

    name: str
    definition: str
    quad: int
    scale: float
    cameo: str
    recipient: str
    """required or optional."""
    decisions: tuple[str, ...] = ()
    """What this codebook decides where the manual is open or contradicts itself."""
    modes: dict[str, Mode] = {}
    verbs: tuple[Frame, ...] = ()
    nouns: tuple[Frame, ...] = ()
    positive: tuple[str, ...] = ()
    """Sentences that must code to this type."""
    near_misses: tuple[str, ...] = ()
    """Sentences that must not."""


class Context(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One PLOVER context and the words that suggest it."""

    name: str
    cues: str


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
    not_modifiers: frozenset[str]
    by: tuple[str, ...]
    to: tuple[str, ...]

    @property
    def weight(self) -> int:
        """Number of conditions: the more a frame asks for, the more it is to be believed."""
        return (
            4 * bool(self.objects)
            + 3 * bool(self.pobjects)
            + 5 * bool(self.subjects)
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
    """Lemma, or lemma and particle joined by ``_`` → rules, the most demanding first."""
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

    def scale(self, event_type: str, mode: str | None) -> float:
        """Return the intensity of ``mode`` where it has one of its own, else of the type."""
        kind = self.types[event_type]
        own = kind.modes[mode].scale if mode in kind.modes else None
        return kind.scale if own is None else own

    def cameo(self, event_type: str, mode: str | None) -> str:
        """Return the CAMEO code of ``mode`` where it has one, else the root code of the type."""
        kind = self.types[event_type]
        own = kind.modes[mode].cameo if mode in kind.modes else None
        return kind.cameo if own is None else own
