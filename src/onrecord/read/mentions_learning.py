"""Learn from a document who its names mean: surnames, given names, acronyms, after a full name.

"Kenyan Energy Minister Ada Otieno" explains "Otieno" for the whole document, before
and after; a name that two people of the document share explains neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from onrecord.actors.entries import fold
from onrecord.actors.frame import Context, Resolution
from onrecord.actors.phrases import TITLES
from onrecord.actors.registry import Registry
from onrecord.reading import Sentence, Token
from onrecord.records import ActorRef, Document


class Found(Struct):
    """A mention in the making."""

    sentence: Sentence
    head: Token
    start: int
    end: int
    core_end: int
    resolution: Resolution


_ACRONYM = re.compile(r"\s*\(([A-Z][A-Za-z]{1,7})\)")
_SMALL = frozenset("of the and for to in on a an".split())


def learn(
    document: Document, found: Sequence[Found], registry: Registry, meant: Mapping[str, ActorRef | None]
) -> dict[str, ActorRef]:
    """Return the names this document itself explains: full names, surnames, given names, acronyms.

    Of surnames that two people bear ``meant`` says who is meant, None for nobody.
    """
    full = _full_names(found)
    known = dict(sorted(full.items()))
    for key, ref in _parts(full, -1):
        known.setdefault(key, ref)
    for key, ref in _parts(full, 0):
        if len(key) > 2 and key not in registry.names:
            known.setdefault(key, ref)
    shared = _shared(full)
    for name in shared & known.keys():
        del known[name]  # two people of one name: neither is meant for sure
    for name, person in meant.items():
        known.pop(name, None)
        if person is not None:
            known[name] = person
    for name, ref in _acronyms(document, found):
        known.setdefault(fold(name), ref)
    return known


def _full_names(found: Iterable[Found]) -> dict[str, ActorRef]:
    full: dict[str, ActorRef] = {}
    for f in found:
        name, refs = f.resolution.person, f.resolution.actors
        if name and len(refs) == 1 and " " in name:
            key = fold(name)
            if key not in full or (full[key].country is None and refs[0].country is not None):
                full[key] = refs[0]
    return full


def _parts(full: Mapping[str, ActorRef], which: int) -> Iterator[tuple[str, ActorRef]]:
    for key, ref in sorted(full.items()):
        yield key.split(" ")[which], ref


def _shared(full: Mapping[str, ActorRef]) -> set[str]:
    """Return the single names that two people of the document bear."""
    bearers: dict[str, set[str]] = {}
    for key, ref in full.items():
        words = key.split(" ")
        for word in (words[0], words[-1]):
            bearers.setdefault(word, set()).add(ref.actor_id)
    return {word for word, ids in bearers.items() if len(ids) > 1}


def _acronyms(document: Document, found: Sequence[Found]) -> Iterator[tuple[str, ActorRef]]:
    """Yield the acronyms explained in brackets, and those that are the initials of one body named in full."""
    spelled: dict[str, dict[str, ActorRef]] = {}
    for f in found:
        if len(f.resolution.actors) != 1 or f.resolution.actors[0].kind != "organisation":
            continue
        ref = f.resolution.actors[0]
        match = _ACRONYM.match(document.text[f.end : f.end + 14])
        if match:
            yield match.group(1), ref
        words = re.findall(r"[^\W\d_]+", re.sub(r"['’]s\b", "", document.text[f.start : f.core_end]))
        initials = "".join(w[0] for w in words if w.lower() not in _SMALL and w[0].isupper())
        if len(initials) > 2:
            spelled.setdefault(initials, {})[ref.actor_id] = ref
    for initials, refs in sorted(spelled.items()):
        if len(refs) == 1 and re.search(rf"\b{initials}\b", document.text):
            yield initials, next(iter(refs.values()))


def learned_names(sentence: Sentence, context: Context, found: Sequence[Found]) -> list[Found]:
    """Return the learned names that stand inside other phrases ("the Herzog visit")."""
    extra: list[Found] = []
    if not context.known:
        return extra
    for token in sentence.tokens:
        if not token.text[:1].isupper():
            continue
        ref = context.known.get(fold(token.text))
        if (
            ref is None
            or any(f.start <= token.start < f.core_end for f in found)
            or _part_of_longer_name(sentence, token)
        ):
            continue
        resolution = Resolution((ref,), "name", "name", token.text, "person")
        extra.append(Found(sentence, token, token.start, token.end, token.end, resolution))
    return extra


def _part_of_longer_name(sentence: Sentence, token: Token) -> bool:
    """True for the "Otieno" of "Grace Otieno", who is somebody else."""
    if not token.i:
        return False
    before = sentence.tokens[token.i - 1]
    return (
        before.pos == "PROPN"
        and before.end + 1 == token.start
        and before.text[:1].isupper()
        and before.lower.rstrip(".") not in TITLES
        and before.dep == "compound"
    )
