"""Cut a noun phrase into the pieces that tell who it names.

A phrase ("Iran's Foreign Ministry's spokesman", "Elchin Guliyev, the head of the
border service") becomes a core, the phrases after its prepositions, and an
apposition. Pieces are names of the registry, capitalised words it does not know,
and plain words. Nothing here decides who is meant; :mod:`onrecord.actors.resolve` does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from onrecord.actors.entries import Entry, Form, fold
from onrecord.actors.match import Hit, find_names
from onrecord.actors.registry import Registry

_WORD = re.compile(r"[^\W_]+(?:[-'’.](?=[^\W_])[^\W_]+)*\.?|['’]s?\b|[,;:()\"“”]|\S")
PREPOSITIONS = frozenset(
    "in from at by with against on under over near outside inside within around across into behind "
    "between during about among towards toward to for of".split()
)
STOPS = frozenset("who whom whose which that where when while after before as than because if".split())
TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady sheikh prof professor rev gen lt col maj adm capt sen rep "
    "gov".split()
)
DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any all both several many two "
    "three four five six seven eight nine ten dozens hundreds thousands no each every most other "
    "another more few".split()
)
FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "retired", "ex-president"})
BACKED = frozenset(
    "backed linked aligned based born inspired trained funded sponsored brokered made supported "
    "armed allied affiliated run controlled dominated owned built supplied style speaking mediated "
    "held occupied friendly bound majority ruled administered registered".split()
)


_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar|ash|an|at)[-‑](?=[A-Z])")


class Piece(Struct, frozen=True, gc=False):
    """A name the registry knows, or one word it does not."""

    start: int
    end: int
    text: str
    hit: Hit | None = None

    @property
    def capital(self) -> bool:
        """True for an unknown word with a capital, an Arabic article before it or not ("al-Aiban")."""
        first = _ARTICLE.sub("", self.text)[:1]
        return self.hit is None and first.isupper()

    def of(self, *forms: Form) -> Entry | None:
        """Return the meaning that has one of ``forms``."""
        return self.hit.of(*forms) if self.hit else None


class Phrase(Struct, frozen=True, gc=False):
    """A core, what hangs on it by prepositions, and an apposition."""

    core: tuple[Piece, ...]
    after: tuple[tuple[str, tuple[Piece, ...]], ...] = ()
    apposition: tuple[Piece, ...] = ()
    names: frozenset[str] = frozenset()
    """Folded words of people's and towns' names and of unknown capitals, which a document may explain."""
    bare: bool = False
    """True where one such word stands alone, as a surname does."""


def pieces(text: str, registry: Registry) -> list[Piece]:
    """Return the pieces of ``text`` in order."""
    found: list[Piece] = []
    at = 0
    for hit in find_names(text, registry):
        found.extend(_words(text, at, hit.start))
        found.append(Piece(hit.start, hit.end, hit.text, hit))
        at = hit.end
    found.extend(_words(text, at, len(text)))
    return _given_names(_modifiers(found, text), registry)


def _words(text: str, start: int, end: int) -> list[Piece]:
    return [Piece(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


def _modifiers(found: list[Piece], text: str) -> list[Piece]:
    """Drop names that are half of a compound ("Turkish-backed", "Russian-made", "anti-American")."""
    kept = []
    skip = False
    for i, piece in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if skip:
            skip = False
            continue
        hyphen = text[piece.end : piece.end + 1] in {"-", "‑", "–"}
        if piece.hit and hyphen and following and following.text == "-":
            following = found[i + 2] if i + 2 < len(found) else None
        word = re.match(r"[-‑–]([a-z]+)", text[piece.end : piece.end + 20]) if hyphen else None
        prefix = re.search(r"(?:anti|pro|non|ex)[-‑–]$", text[: piece.start], re.I)
        if piece.hit and piece.of(Form.ROLE) is None and ((word and word.group(1) in BACKED) or prefix):
            continue
        if piece.text in {"-", "‑", "–"}:
            continue
        kept.append(piece)
    return kept


def _given_names(found: list[Piece], registry: Registry) -> list[Piece]:
    """Turn a country's name that is part of a person's name into a plain capitalised word."""
    out = list(found)
    for i, piece in enumerate(found):
        if piece.text == "Georgia" and i + 1 < len(found) and _us_state(found[i + 1]):
            out[i] = Piece(piece.start, piece.end, piece.text)
            continue
        if piece.text not in registry.given_names or piece.of(Form.PERSON):
            continue
        before = found[i - 1] if i else None
        after = found[i + 1] if i + 1 < len(found) else None
        if (after and after.capital and after.start <= piece.end + 1) or (
            before
            and before.capital
            and before.end >= piece.start - 1
            and before.text.lower() not in DETERMINERS
            and (after is None or not after.text[:1].islower())
        ):
            out[i] = Piece(piece.start, piece.end, piece.text)
    return out


_OF_STATES = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "government"}
)


def _us_state(following: Piece) -> bool:
    """True where "Georgia" stands before a role of an American state ("Georgia voters")."""
    role = following.of(Form.ROLE)
    return role is not None and role.role is not None and role.role.role not in _OF_STATES


@lru_cache(maxsize=16_384)  # a document's two passes, and a text's repeated phrases, read a phrase once
def read_phrase(text: str, registry: Registry) -> Phrase:
    """Return ``text`` as core, prepositional parts and apposition."""
    found = pieces(text, registry)
    core: list[Piece] = []
    i = 0
    while i < len(found) and not _ends_core(found[i], bool(core)):
        core.append(found[i])
        i += 1
    after: list[tuple[str, tuple[Piece, ...]]] = []
    apposition: tuple[Piece, ...] = ()
    while i < len(found):
        word = found[i].text.lower()
        stop = next((j for j in range(i + 1, len(found)) if _ends_core(found[j], True)), len(found))
        part = tuple(found[i + 1 : stop])
        if word in STOPS:
            break
        if found[i].text == "," or found[i].text == "(":
            apposition = apposition or part
        elif word in PREPOSITIONS:
            after.append((word, part))
        i = stop
    return Phrase(tuple(core), tuple(after), apposition, *_open_names(found))


def _open_names(found: list[Piece]) -> tuple[frozenset[str], bool]:
    """Return the words of ``found`` that a document may explain, and whether one stands alone."""
    words: set[str] = set()
    bare = False
    for i, piece in enumerate(found):
        if piece.of(Form.PERSON):
            words.update(fold(piece.text).split())
        elif _part_of_name(piece):
            words.update(fold(piece.text).split())
            beside = [found[j] for j in (i - 1, i + 1) if 0 <= j < len(found)]
            owner = i + 1 < len(found) and found[i + 1].text in {"'s", "’s", "'", "’"}
            bare = bare or owner or not any(_part_of_name(other) for other in beside)
    return frozenset(words), bare


def _part_of_name(piece: Piece) -> bool:
    if piece.hit is not None:
        return piece.of(Form.PLACE) is not None
    word = piece.text.lower()
    return piece.capital and word not in DETERMINERS and word.rstrip(".") not in TITLES and word not in FORMER


def _ends_core(piece: Piece, inside: bool) -> bool:
    if piece.hit is not None or not inside:
        return False
    word = piece.text.lower()
    return word in PREPOSITIONS or word in STOPS or piece.text in {",", "(", ";", ":"}
