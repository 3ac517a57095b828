"""The lexicon of attribution cues: which words give content to a source, in which frames.

Loaded once from the TOML files in ``data``. The words are general vocabulary; what
makes a cue of one of them is the construction around it, found by
:mod:`onrecord.coding.attribution.cues_verbal` and :mod:`onrecord.coding.attribution.cues_nominal`.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from msgspec import Struct, convert

from onrecord.records import AttributionForm


class CueClass(Struct, frozen=True, kw_only=True):
    """One class of a lexicon file: the words, and the frames they share."""

    form: AttributionForm
    frames: tuple[str, ...]
    words: str
    prepositions: tuple[str, ...] = ()


class Frames(Struct, frozen=True):
    """The complements of one word: frame → form, and preposition → form per frame."""

    forms: dict[str, AttributionForm]
    prepositions: dict[str, dict[str, AttributionForm]]

    def form(self, frame: str, preposition: str | None = None) -> AttributionForm | None:
        """Return the form of attribution that ``frame`` makes, None where the word lacks it."""
        if preposition is None:
            return self.forms.get(frame)
        return self.prepositions.get(frame, {}).get(preposition)


class Phrases(Struct, frozen=True, kw_only=True):
    """The closed lists of ``cue_phrases.toml``."""

    hedges: frozenset[str]
    telling: frozenset[str]
    poll: frozenset[str]
    citing: frozenset[str]
    impersonal: frozenset[str]
    seeming: frozenset[str]
    distancing: frozenset[str]
    light: frozenset[str]
    carrier: frozenset[str]
    diffuse: frozenset[str]
    unnamed: frozenset[str]
    official: frozenset[str]
    diplomat: frozenset[str]
    media: frozenset[str]


class CueLexicon(Struct, frozen=True):
    """Everything known about cues, by lemma."""

    verbs: dict[str, Frames]
    nouns: dict[str, Frames]
    adjectives: dict[str, Frames]
    phrases: Phrases


_PREPOSITION_FRAMES = frozenset({"prep", "obj_prep"})


def _table(name: str) -> dict[str, object]:
    return tomllib.loads(files("onrecord.coding").joinpath("data", name).read_text(encoding="utf-8"))


def _frames_by_word(name: str) -> dict[str, Frames]:
    found: dict[str, Frames] = {}
    for cue_class in convert(_table(name), dict[str, CueClass]).values():
        for word in cue_class.words.split():
            frames = found.setdefault(word, Frames({}, {}))
            _add(frames, cue_class)
    return found


def _add(frames: Frames, cue_class: CueClass) -> None:
    # an earlier class in the file wins where two give the same frame
    for frame in cue_class.frames:
        if frame in _PREPOSITION_FRAMES:
            allowed = frames.prepositions.setdefault(frame, {})
            for preposition in cue_class.prepositions:
                allowed.setdefault(preposition, cue_class.form)
        else:
            frames.forms.setdefault(frame, cue_class.form)


@lru_cache(maxsize=1)
def load_cues() -> CueLexicon:
    """Return the lexicon, read once.

    >>> str(load_cues().verbs["warn"].form("clause"))
    'indirect'
    """
    return CueLexicon(
        verbs=_frames_by_word("cue_verbs.toml"),
        nouns=_frames_by_word("cue_nouns.toml"),
        adjectives=_frames_by_word("cue_adjectives.toml"),
        phrases=convert(_table("cue_phrases.toml"), Phrases),
    )
