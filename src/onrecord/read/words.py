"""Part of speech and lemma of a word by look-up, as spaCy's own rules give them.

The step between the parser and :mod:`onrecord.read.parse`. spaCy's attribute_ruler
and lemmatizer cost as much as tagger and parser together, yet what they say hangs,
bar a few runs of words ("got to", "there is"), on word, tag and label alone. They are
asked once for each and the answer remembered; a sentence with such a run goes to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

REMEMBERED = 200_000
"""Words remembered at most; then the table starts anew, so that memory stays bounded."""


class Word(NamedTuple):
    """What a word is in its sentence."""

    text: str
    lower: str
    lemma: str
    """Lower case."""
    pos: str
    tag: str
    dep: str


Key = tuple[int, str, str]
"""Word (its number in the vocabulary), tag and label."""

Kind = tuple[str, str, str]
"""Part of speech, form (``Number=Sing``) and, where the rules fix it, lemma."""

Asked = tuple[str, str, str, str]
"""Word, and its kind."""


class WordTable:
    """The answers of a pipeline's attribute_ruler and lemmatizer, by word, tag and label.

    Args:
        nlp: the spaCy pipeline; it runs without these two components from then on.
    """

    def __init__(self, nlp: Any) -> None:
        self._vocab = nlp.vocab
        names = [name for name in ("attribute_ruler", "lemmatizer") if name in nlp.pipe_names]
        self._components = {name: nlp.get_pipe(name) for name in names}
        _index_lemmas(self._components.get("lemmatizer"))
        ruler = self._components.get("attribute_ruler")
        self._rules = _Rules(ruler.patterns if ruler else ())
        self._words: dict[Key, Word] = {}
        self._alike: dict[Key, Word] = {}
        """The same by the labels that make a difference."""
        self._possible: dict[str, frozenset[str]] = {}
        self._openers: set[Key] = set()
        self._kinds: dict[tuple[str, str], Kind] = {}
        self._lemmas: dict[Asked, str] = {}

    def words(self, doc: Any) -> list[Word]:
        """Return the words of ``doc``, which has its tags and labels but no lemmas yet."""
        from spacy.attrs import DEP, ORTH, TAG

        strings = self._vocab.strings
        rows = doc.to_array([ORTH, TAG, DEP]).tolist()
        return self.find([(orth, strings[tag], strings[dep]) for orth, tag, dep in rows])

    def find(self, keys: Sequence[Key]) -> list[Word]:
        """Return the words of a sentence by their ``keys``."""
        found = [self.word(key) for key in keys]
        if not self._openers.isdisjoint(keys):
            for start, end in self._rules.runs(found):
                found[start:end] = self._run(found[start:end])
        return found

    def word(self, key: Key) -> Word:
        """Return the word of ``key``, no run of words minded."""
        return self._words.get(key) or self._learn(key)

    def prepare(self, keys: Iterable[Key]) -> None:
        """Ask for the lemmas of many words at once, for :meth:`word` to find."""
        asked: dict[Asked, None] = {}
        for key in keys:
            if key in self._words or (like := self._like(key)) in self._alike:
                continue
            text = self._vocab.strings[key[0]]
            kind = self._kind(like[1], like[2])
            if not kind[2] and not self._alone(text):
                asked.setdefault((text, *kind))
        self._ask([one for one in asked if one not in self._lemmas])

    def _ask(self, new: Sequence[Asked]) -> None:
        """Ask the lemmatiser, which takes words of one part of speech for the same whatever their form."""
        from spacy.tokens import Doc

        while new:
            apart = list({(text, pos): (text, pos, form, lemma) for text, pos, form, lemma in new}.values())
            texts, parts, forms, _ = zip(*apart, strict=True)
            doc = Doc(self._vocab, words=list(texts), pos=list(parts), morphs=list(forms))
            lemmatizer = self._components.get("lemmatizer")
            if lemmatizer is not None:
                lemmatizer.cache.clear()
                lemmatizer(doc)
            for one, token in zip(apart, doc, strict=True):
                self._lemmas[one] = (token.lemma_ or token.text).lower()
            new = [one for one in new if one not in self._lemmas]

    def opens(self, key: Key) -> bool:
        """Return whether a run that is read as one may begin with the word of ``key``, found before."""
        return key in self._openers

    def _run(self, words: Sequence[Word]) -> list[Word]:
        """Return ``words``, which a pattern may join, as the components read them."""
        from spacy.tokens import Doc

        return self._read(
            Doc(
                self._vocab,
                words=[word.text for word in words],
                tags=[word.tag for word in words],
                deps=[word.dep for word in words],
                heads=list(range(len(words))),
            )
        )

    def lemmas(self, lower: str) -> frozenset[str]:
        """Return the lemmas that ``lower``, in lower case, can have as verb, noun or uninflected word."""
        found = self._possible.get(lower)
        if found is None:
            if len(self._possible) >= REMEMBERED:
                self._possible.clear()
            inflected = {self._lemma(lower, (pos, "", "")) for pos in ("VERB", "NOUN")}
            self._possible[lower] = found = frozenset({lower, *inflected, *_stems(lower)})
        return found

    def _learn(self, key: Key) -> Word:
        if len(self._words) >= REMEMBERED:
            self._words.clear()
            self._alike.clear()
            self._openers.clear()
            self._lemmas.clear()
        orth, tag, dep = key
        like = self._like(key)
        alike = self._alike.get(like)
        if alike is None:
            alike = self._alike[like] = self._asked(self._vocab.strings[orth], tag, dep)
        self._words[key] = word = Word(*alike[:-1], dep or "dep")
        if self._rules.open_run(word.lower, tag, dep):
            self._openers.add(key)
        return word

    def _like(self, key: Key) -> Key:
        """Return ``key`` with its label only where that makes a difference."""
        orth, tag, dep = key
        return orth, tag, dep if dep in self._rules.labels else bool(dep) * "dep"

    def _alone(self, text: str) -> bool:
        """Return whether the components themselves have to read ``text``."""
        return text.isspace() or self._rules.name(text.lower())

    def _asked(self, text: str, tag: str, dep: str) -> Word:
        if self._alone(text):
            return self._run([Word(text, "", "", "", tag, dep)])[0]
        kind = self._kind(tag, dep)
        lemma = kind[2].lower() or self._lemma(text, kind)
        return Word(text, text.lower(), lemma, kind[0], tag, dep or "dep")

    def _lemma(self, text: str, kind: Kind) -> str:
        asked = text, *kind
        if asked not in self._lemmas:
            self._ask([asked])
        return self._lemmas[asked]

    def _kind(self, tag: str, dep: str) -> Kind:
        """Return part of speech, form and lemma that the rules give to any word of this tag and label."""
        key = tag, dep if dep in self._rules.labels else bool(dep) * "dep"
        if key not in self._kinds:
            from spacy.tokens import Doc

            one = Doc(self._vocab, words=["_"], tags=[tag], deps=[key[1]], heads=[0])
            self._apply("attribute_ruler", one)
            self._kinds[key] = one[0].pos_, str(one[0].morph), one[0].lemma_
        return self._kinds[key]

    def _read(self, doc: Any) -> list[Word]:
        """Return the words of ``doc`` as the components themselves read it."""
        self._apply("attribute_ruler", doc)
        self._apply("lemmatizer", doc)
        return [_word(token) for token in doc]

    def _apply(self, name: str, doc: Any) -> None:
        component = self._components.get(name)
        if component is not None:
            component(doc)


_ENDINGS = (("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"), ("ies", "y"), ("es", ""), ("s", ""))


def _stems(lower: str) -> Iterator[str]:
    """Yield what ``lower`` may inflect by its ending alone, which the lemmatiser gets wrong at times."""
    for ending, put in _ENDINGS:
        if lower.endswith(ending) and len(lower) > len(ending) + 1:
            stem = lower.removesuffix(ending) + put
            yield stem
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _index_lemmas(lemmatizer: Any) -> None:
    """Let the lemmatiser look up the lemmas it knows by hash; it comes with lists of thousands."""
    if lemmatizer is not None and lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for pos in list(table):
            table[pos] = frozenset(table[pos])


def _word(token: Any) -> Word:
    pos, tag = ("SPACE", "_SP") if token.is_space else (token.pos_, token.tag_)
    lower, lemma = token.text.lower(), (token.lemma_ or token.text).lower()
    return Word(token.text, lower, lemma, pos, tag, token.dep_ or "dep")


Spec = Mapping[str, Any]
"""One word of a pattern, as spaCy's matcher writes it: ``{"TAG": "VBZ", "LOWER": {"IN": [...]}}``."""


class _Rules:
    """What the patterns of an attribute_ruler look at: words by name, labels, and runs of words."""

    def __init__(self, patterns: Iterable[Mapping[str, Any]]) -> None:
        every = [run for pattern in patterns for run in pattern["patterns"]]
        self._runs = [run for run in every if len(run) > 1]
        first = [run[0] for run in self._runs]
        self._openers = frozenset(word for spec in first for word in _listed(spec.get("LOWER")))
        self._vague_openers = [spec for spec in first if not _listed(spec.get("LOWER"))]
        self._vague: dict[tuple[str, str], bool] = {}
        self._known = all(set(spec) <= _ASKED.keys() for run in every for spec in run)
        named = [run[0]["LOWER"] for run in every if len(run) == 1 and "LOWER" in run[0]]
        self._words = frozenset(word for value in named for word in _listed(value))
        self._shapes = [value for value in named if not _listed(value)]
        self.labels = frozenset(label for run in every for spec in run for label in _listed(spec.get("DEP")))
        """Labels that make a difference."""

    def name(self, lower: str) -> bool:
        """Return True where a pattern of one word may be about this very word."""
        return not self._known or lower in self._words or any(_fits(v, lower) for v in self._shapes)

    def open_run(self, lower: str, tag: str, dep: str) -> bool:
        """Return True where a pattern of several words may begin with such a word."""
        if not self._known or lower in self._openers:
            return True
        vague = self._vague.get((tag, dep))
        if vague is None:
            word = Word("", "", "", "", tag, dep)
            vague = self._vague[tag, dep] = any(_meets(spec, word) for spec in self._vague_openers)
        return vague

    def runs(self, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Yield the stretches of ``words`` in which patterns of several words may fit."""
        if not self._known:
            yield 0, len(words)
            return
        start = end = 0
        for i, word in enumerate(words):
            for run in self._runs:
                if _meets(run[0], word) and i + len(run) <= len(words) and all(map(_meets, run, words[i:])):
                    if i >= end:
                        if end:
                            yield start, end
                        start = i
                    end = max(end, i + len(run))
        if end:
            yield start, end


_ASKED: Mapping[str, Callable[[Word], str | bool]] = {
    "LOWER": lambda word: word.lower,
    "TAG": lambda word: word.tag,
    "DEP": lambda word: word.dep,
    "IS_SPACE": lambda word: word.text.isspace(),
}
"""What patterns may ask of a word; a pattern that asks anything else is left to spaCy."""


def _meets(spec: Spec, word: Word) -> bool:
    return all(_fits(value, _ASKED[key](word)) for key, value in spec.items())


def _fits(value: Any, got: str | bool) -> bool:
    """Return False only where ``got`` cannot be what a pattern's ``value`` asks for."""
    if not isinstance(value, Mapping):
        return bool(value == got)
    if "IN" in value or "NOT_IN" in value:
        return got in value.get("IN", (got,)) and got not in value.get("NOT_IN", ())
    return "REGEX" not in value or re.search(value["REGEX"], str(got)) is not None


def _listed(value: Any) -> Sequence[str]:
    """Return the words that a pattern's ``value`` names."""
    if isinstance(value, Mapping):
        return (*value.get("IN", ()), *value.get("NOT_IN", ()))
    return (value,) if isinstance(value, str) else ()
