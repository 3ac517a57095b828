"""What the resolver passes from step to step: context in, frame between, resolution out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from onrecord.actors.entries import Entry, RoleNoun
from onrecord.actors.phrases import Piece
from onrecord.records import ActorRef


class Resolution(Struct, frozen=True, gc=False):
    """Who a phrase means and how that is known, or nobody and why not."""

    actors: tuple[ActorRef, ...]
    basis: str
    """name, title, role, demonym, metonym, group, place; or ambiguous, unknown, place, not_an_actor."""
    form: str = "name"
    """Form of a mention with these words, see :class:`onrecord.reading.Mention`."""
    person: str | None = None
    """The person's name in the words of the text, where there is one."""
    tail: str = ""
    """What decided: country, adjective, people, capital, person, organisation, role, ethnic, unknown."""
    role: str | None = None
    learns: bool = False
    """True where the phrase itself tells the person's country or office."""


class Context(Struct, frozen=True):
    """What the reader knows beyond the phrase."""

    on: date | None = None
    known: Mapping[str, ActorRef] = {}
    """Folded names learned from the document."""
    words: frozenset[str] = frozenset()
    """The words of ``known``."""
    bare_surnames: bool = True
    found: dict[str, Resolution] = {}
    """What phrases were found to mean, so that none is asked twice."""


class Frame(Struct):
    """What has been gathered while walking over a phrase."""

    country: str | None = None
    country_entry: Entry | None = None
    country_owner: bool = False
    owner: ActorRef | None = None
    role: RoleNoun | None = None
    role_text: str = ""
    person: Piece | None = None
    unknown: list[str] = []
    former: bool = False
    ethnic: ActorRef | None = None
    tail: str = ""
    head_word: str = ""
    joined: tuple[str, ...] = ()
    """Countries before the last one ("Chilean and Peruvian officials")."""
