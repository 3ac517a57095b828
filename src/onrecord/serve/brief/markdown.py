"""The brief as Markdown: sentences with the numbers of their notes, then the notes, then the articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.analyse.brief import Brief, Note, Section, Sentence, Source
from onrecord.analyse.pieces import text_of
from onrecord.analyse.words import counted
from onrecord.serve.brief.page import left_out, shown

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")


def markdown(told: Brief) -> str:
    """Return ``told`` as Markdown with footnotes; everything from the articles is escaped."""
    return "\n".join(_lines(told)).rstrip() + "\n"


def _lines(told: Brief) -> Iterator[str]:
    yield from (f"# {escaped(told.title)}", "", f"{escaped(told.subtitle)}.", "")
    for section in shown(told):
        yield from _section(section)
    yield from ("## Sources", "")
    yield from (_source(source) for source in told.sources)
    if told.further:
        rest = ", ".join(
            f"{escaped(outlet)} ({counted(number, 'article')})" for outlet, number in told.further
        )
        yield from ("", f"Read and not cited here: {rest}.")
    yield ""
    if told.unused:
        yield from ("## What could not be used", "")
        yield from (f"- {escaped(one.what)}: {escaped(one.why)}" for one in told.unused)
        yield ""
    yield from (_note(note) for note in told.notes)


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {section.title}", "")
    if not section.groups:
        yield from (section.empty, "")
        return
    if section.lead:
        yield from (f"*{section.lead}*", "")
    for group in section.groups:
        if group.title and section.key != "stands":
            yield from (f"### {escaped(group.title)}", "")
        yield from (f"- {_sentence(sentence)}" for sentence in group.sentences)
        yield ""
    if section.left_out:
        yield from (f"*{left_out(section)}*", "")


def _sentence(sentence: Sentence) -> str:
    return escaped(sentence.text) + "".join(f"[^{number}]" for number in sentence.notes)


def _note(note: Note) -> str:
    voice = f", according to {note.voice}" if note.voice else ""
    where = ", ".join(part for part in (note.outlet, note.published) if part)
    quote = " ".join(text_of(note.pieces).split())
    return f"[^{note.number}]: “{escaped(quote)}” {escaped(where + voice)}, article {note.article}"


def _source(source: Source) -> str:
    when = source.published or "no date"
    depends = f"; {'; '.join(source.depends)}" if source.depends else ""
    told = f"{source.outlet}, {when}: {source.title} ({counted(source.words, 'word')}{depends})"
    return f"{source.number}. {escaped(told)}"


def escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it stands.

    >>> escaped("a *b* <c>")
    'a \\\\*b\\\\* \\\\<c\\\\>'
    """
    return _SPECIAL.sub(r"\\\1", text)
