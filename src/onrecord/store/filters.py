"""One filter for every list of a record: what can be asked, and how it is read from text.

The command line, the web routes, the assistants' tools and :class:`onrecord.Record` all
come through :meth:`Filter.parse`, so that a value is understood, or refused, alike everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec
from msgspec import Struct

from onrecord.store.parsing import Quad as Quad
from onrecord.store.parsing import Voice as Voice
from onrecord.store.parsing import split_dyad as split_dyad
from onrecord.store.parsing import text_of, values_of


class Filter(Struct, frozen=True, kw_only=True):
    """Which rows of a list are wanted; :data:`onrecord.store.queries.LISTS` says which list answers which.

    A list that does not answer a filter refuses it.
    """

    actor: str | None = None
    """Acting party (holder, speaker): registry id, ISO3 code or name; ``ISR`` takes in all of Israel."""
    recipient: str | None = None
    """Receiving party (target, who is spoken to)."""
    dyad: str | None = None
    """``AZE-ISR``: actor, then recipient; or both, where they act together."""
    either_way: bool | None = None
    """Take the dyad in the other direction too."""
    holder: str | None = None
    """Who holds a position."""
    about: str | None = None
    """Whom a position is towards, or whom what is feared, wanted, claimed speaks of."""
    term: str | None = None
    """Name of a loaded term, or its words."""
    said: str | None = None
    """Whose word a loaded term is: publisher, quoted, reported, distanced."""
    type: str | None = None
    """PLOVER event type; the measure of a figure, the stance of a position, the kind of a conflict."""
    quad: int | None = None
    """One of :class:`Quad`."""
    kind: str | None = None
    modality: str | None = None
    place: str | None = None
    """Where: a country by code or name, else the name of a city, region or site as the record has it."""
    publisher: str | None = None
    """Part of the outlet's name."""
    since: date | None = None
    until: date | None = None
    text: str | None = None
    """Words that all stand, in any form, in the sentence or article; ``"in quotes"`` one after the other."""
    source: str | None = None
    """Whose word a claim is: registry id, ISO3 country or name, or words that the source begins a word of."""
    voice: str | None = None
    """One of :class:`Voice`."""
    source_kind: str | None = None
    """What the source is: actor, named, media, official, diplomat, unnamed, author."""
    speaker: str | None = None
    """Who says a quotation, as ``source``."""
    form: str | None = None
    """How words are given: direct, mixed, indirect, ...; without it all forms that give words."""
    min_origins: int | None = None
    """Fewest independent origins of the event or figure."""
    contested: bool | None = None
    """Whether it is part of a conflict."""
    min_confidence: float | None = None
    """Leave out what is less sure; unset takes :data:`onrecord.store.sure.LEAST`, 0 leaves out nothing."""
    rejected: bool | None = None
    """List the inputs that could not be used instead of the documents."""
    sort: str | None = None
    """Names of sort keys, the first the strongest, ``-`` in front for descending: ``-origins,date``."""
    limit: int | None = None
    offset: int = 0

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> Filter:
        """Return the filter that names and texts ask for, as in a web address or on the command line.

        Names may have hyphens for underscores; an empty text asks for nothing. Days may be
        months or years: ``since=2031-03`` is its first day, ``until=2031-03`` its last.

        >>> Filter.parse({"dyad": "AZE-ISR", "min-origins": "2", "until": "2023-02"}).until
        datetime.date(2023, 2, 28)

        Raises:
            SettingsError: a name is unknown, or a value cannot be what it is asked to be.
        """
        return cls(**values_of(given, cls.__struct_fields__))

    @classmethod
    def of(cls, given: Mapping[str, object]) -> Filter:
        """Return the filter of values that may have their types already: days, numbers, a dyad as a pair.

        Raises:
            SettingsError: as :meth:`parse`.
        """
        return cls.parse({name: text_of(value) for name, value in given.items() if value is not None})

    def given(self) -> dict[str, object]:
        """Return what is asked, by name; what is not asked is left out."""
        asked = {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}
        return {name: value for name, value in asked.items() if (name, value) != ("offset", 0)}


PAGING = ("sort", "limit", "offset")
"""What every list answers."""
