"""Read the word lists of the coder: TOML in ``data``, one key a list, words with spaces between.

What a list is for stands as a comment above it in the file; which part of the coder reads
it shows in the fields of the shape it is read into.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TypeVar

import msgspec

from onrecord.errors import SetupError

Shape = TypeVar("Shape", bound=msgspec.Struct)


def read_words(name: str, shape: type[Shape]) -> Shape:
    """Return the lists of the data file ``name`` as a ``shape`` of sets of words.

    Raises:
        SetupError: the file is damaged, or its lists are not those that ``shape`` names.
    """
    path = files("onrecord.coding").joinpath("data", name)
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert({key: words.split() for key, words in table.items()}, shape)
    except (OSError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise SetupError(
            f"word lists cannot be used: {error}",
            where=str(path),
            remedy="Correct the file, or reinstall onrecord.",
        ) from error
