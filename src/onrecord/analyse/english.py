"""English as sentences need it: the forms of verbs, numbers in words, articles. Words only, no records."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

VOWELS = "aeiou"
_SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


@lru_cache(maxsize=8)
def table(name: str = "english") -> dict[str, dict[str, str | list[str]]]:
    """Return the data file ``name``."""
    return tomllib.loads(files("onrecord.analyse").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def words_of(part: str, key: str) -> frozenset[str]:
    """Return a list of words of the data file."""
    found = table()[part][key]
    return frozenset(found.split() if isinstance(found, str) else found)


def past(verb: str) -> str:
    """Return the past of a verb in its plain form.

    >>> past("suspend"), past("stop"), past("deny"), past("meet"), past("deploy")
    ('suspended', 'stopped', 'denied', 'met', 'deployed')
    """
    irregular = table()["irregular"].get(verb)
    return str(irregular).split()[0] if irregular else _suffixed(verb, "ed")


def participle(verb: str) -> str:
    """Return the past participle of a verb in its plain form.

    >>> participle("speak"), participle("agree")
    ('spoken', 'agreed')
    """
    irregular = table()["irregular"].get(verb)
    return str(irregular).split()[1] if irregular else _suffixed(verb, "ed")


def third(verb: str) -> str:
    """Return the form after "it".

    >>> third("deny"), third("reach"), third("be"), third("say")
    ('denies', 'reaches', 'is', 'says')
    """
    if verb in ("be", "have"):
        return {"be": "is", "have": "has"}[verb]
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _suffixed(verb: str, suffix: str) -> str:
    if verb.endswith("e"):
        return verb + suffix[1:]
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "i" + suffix
    return f"{verb}{verb[-1] if verb in words_of('spelling', 'doubled') else ''}{suffix}"


@lru_cache(maxsize=1)
def _irregular_forms() -> dict[str, str]:
    return {form: plain for plain, forms in table()["irregular"].items() for form in str(forms).split()}


def is_past(word: str) -> bool:
    """Return whether ``word`` looks like a past form.

    >>> is_past("praised"), is_past("met"), is_past("fears")
    (True, True, False)
    """
    return word.endswith("ed") or (word in _irregular_forms() and word not in table()["irregular"])


def plain_form(word: str) -> str | None:
    """Return the plain form of an irregular verb's ``word``; None for all others, where spelling misleads.

    >>> plain_form("held"), plain_form("praised")
    ('hold', None)
    """
    return _irregular_forms().get(word) or (word if word in table()["irregular"] else None)


def is_plural(name: str) -> bool:
    """Return whether a verb that goes with ``name`` is of several, by its looks.

    >>> is_plural("Veltria's authorities"), is_plural("officials of Veltria"), is_plural("the United States")
    (True, True, False)
    """
    if " and " in name:
        return True
    last = re.split(r" (?:of|in|from|at|with) ", name)[0].split()[-1:]
    return bool(last) and (
        last[0] in words_of("number", "many") or bool(re.fullmatch(r"[a-z-]+[^s’']s", last[0]))
    )


def number(value: int) -> str:
    """Return a small number in words, a larger one in digits.

    >>> number(2), number(40)
    ('two', '40')
    """
    return _SMALL[value] if 0 <= value < len(_SMALL) else f"{value:,}"


def tidy(text: str) -> str:
    """Return ``text`` on one line, quotation marks inside it turned into single ones.

    >>> tidy('a  so-called\\u00a0"zone"')
    'a so-called ‘zone’'
    """
    text = " ".join(text.split()).replace("''", '"').replace("“", "‘").replace("”", "’")
    text = re.sub(r'"([^"]*)"', r"‘\1’", text)
    if '"' in text:
        return text.replace('"', "‘") + "’"
    return f"{text}’" if text.count("‘") > text.count("’") else text
