"""Sentences as pieces, each with what it is: a name, a date, a number, an outlet, words of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.analyse.english import tidy
from onrecord.analyse.names import joined
from onrecord.analyse.tellings import Piece

Pieces = tuple[Piece, ...]

NAME, DATE, NUMBER, OUTLET, WORDS, COUNT = "name", "date", "number", "outlet", "words", "count"
"""Marks of pieces. A count is of things of the record, and stands in no article."""

_SLOT = re.compile(r"\{(\w+)\}")


def text_of(pieces: Sequence[Piece]) -> str:
    """Return ``pieces`` as one text."""
    return "".join(piece.text for piece in pieces)


def fill(template: str, slots: Mapping[str, Pieces | str]) -> Pieces:
    """Return ``template`` with its slots filled; a part in brackets is left out where a slot of it is empty.

    >>> text_of(fill("{who} met {whom}[ in {place}]", {"who": "A", "whom": "B", "place": ""}))
    'A met B'
    """
    made: list[Piece] = []
    for part in re.split(r"(\[[^\]]*\])", template):
        inner = part.removeprefix("[").removesuffix("]")
        if part != inner and not all(slots.get(name) for name in _SLOT.findall(inner)):
            continue
        made += _filled(inner, slots)
    return tuple(made)


def _filled(text: str, slots: Mapping[str, Pieces | str]) -> list[Piece]:
    made: list[Piece] = []
    for number, part in enumerate(_SLOT.split(text)):
        if number % 2 == 0:
            made += [Piece(part)] if part else []
        else:
            value = slots[part]
            made += [Piece(value)] if isinstance(value, str) and value else list(value) if value else []
    return made


FUNCTION = frozenset(
    "a an the its their his her of to for from on with over against at in into by that not both as about "
    "upon out off down away back dead".split()
)
"""Words that stand before a quotation rather than in it."""
PLAIN = 2
"""Words that need no quotation marks when they are so few and are no names."""


PAIRED = ("front", "behalf", "favour", "favor", "support", "response", "line", "light", "charge", "order")
"""Words that make one preposition with the small word before them."""


def quoted(text: str) -> Pieces:
    """Return words of an article on one line, in quotation marks but for the small words in front.

    >>> text_of(quoted("of breaking the old treaty")), text_of(quoted("the agreement"))
    ('of “breaking the old treaty”', 'the agreement')
    >>> text_of(quoted("to “keep the treaty whole”"))
    'to “keep the treaty whole”'
    """
    words = re.sub(r"[.,](’?)$", r"\1", tidy(text)).split(" ")
    small = 0
    while small < len(words) - 1 and words[small].lower() in FUNCTION:
        small += 1
    if small and words[small].lower() in PAIRED:
        small -= 1  # "in front of" is not taken apart
    front, told = " ".join(words[:small]), " ".join(words[small:])
    if re.fullmatch(r"‘[^‘’]*’", told):
        told = told[1:-1].rstrip(".,")  # quoted as a whole already
    made = (Piece(f"{front[:1].lower()}{front[1:]} ", WORDS),) if front else ()
    if len(words) - small <= PLAIN and re.fullmatch(r"[a-z -]+", told):
        return (*made, Piece(told, WORDS))
    return (*made, Piece("“"), Piece(told, WORDS), Piece("”")) if told else ()


def listed(items: Sequence[str], mark: str = "") -> Pieces:
    """Return ``items`` as a list in words.

    >>> text_of(listed(["a", "b", "c"]))
    'a, b and c'
    """
    made: list[Piece] = []
    for number, item in enumerate(items):
        if number:
            made.append(Piece(" and " if number == len(items) - 1 else ", "))
        made.append(Piece(item, mark))
    assert text_of(made) == joined(list(items))
    return tuple(made)


def sentence(pieces: Pieces) -> Pieces:
    """Return ``pieces`` with a capital at the beginning, a full stop at the end, and no space too many."""
    merged: list[Piece] = []
    for piece in pieces:
        if merged and not piece.mark and not merged[-1].mark:
            merged[-1] = Piece(merged[-1].text + piece.text)
        elif piece.text:
            merged.append(piece)
    for number, piece in enumerate(merged):
        if not piece.mark:
            merged[number] = Piece(re.sub(r" {2,}", " ", piece.text).replace(" ,", ",").replace(" .", "."))
    return _ended(_opened(merged))


def _opened(pieces: list[Piece]) -> list[Piece]:
    """Return ``pieces`` with a large first letter; words of an article keep theirs."""
    first = next((i for i, piece in enumerate(pieces) if piece.text.strip()), None)
    if first is not None:
        piece = pieces[first]
        text = piece.text.lstrip() if first == 0 else piece.text
        address = piece.mark == OUTLET and "." in text.split()[0]
        pieces[first] = Piece(text if address else text[:1].upper() + text[1:], piece.mark)
    return pieces


def _ended(pieces: list[Piece]) -> Pieces:
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    if pieces and not pieces[-1].mark:
        pieces[-1] = Piece(pieces[-1].text.rstrip())
    whole = text_of(pieces)
    return (*pieces, Piece("")) if whole.endswith((".", "?", "!")) else (*pieces, Piece("."))
