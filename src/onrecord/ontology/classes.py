"""Word classes: lists that frames share, so that a new word is written once (``classes.toml``)."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.errors import SetupError


class WordClasses:
    """Lists of words that share a name: ``@arms`` in a frame stands for all of them."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        self._classes = classes
        self._read: dict[str, frozenset[str]] = {}

    def words(self, listed: str) -> frozenset[str]:
        """Return the words of a space-separated list, classes written out.

        >>> sorted(WordClasses({"arms": "gun tank"}).words("@arms ship"))
        ['gun', 'ship', 'tank']

        Raises:
            SetupError: a class is not defined.
        """
        if listed not in self._read:
            self._read[listed] = frozenset(w for word in listed.split() for w in self._written_out(word))
        return self._read[listed]

    def _written_out(self, word: str) -> frozenset[str] | tuple[str]:
        if not word.startswith("@"):
            return (word,)
        if word[1:] not in self._classes:
            raise SetupError(
                f"no word class is named {word!r}",
                where="classes.toml",
                remedy=f"Define it there, or use one of: {', '.join(sorted(self._classes))}.",
            )
        return self.words(self._classes[word[1:]])
