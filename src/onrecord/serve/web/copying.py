"""A record as a folder of pages that need no server: made by following every link from the front page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from shutil import copytree, ignore_patterns

from msgspec import Struct

from onrecord.errors import OnRecordError, SettingsError
from onrecord.serve.web.edition import Edition
from onrecord.serve.web.links import Asked, Copied, file_name
from onrecord.serve.web.page import Page, Visit, pages
from onrecord.serve.web.record_file import RecordFile
from onrecord.serve.web.render import render
from onrecord.store.lens import Lens

LIVE_ONLY = ("htmx.min.js",)
"""Files of ``static`` that only the running app uses."""


class Written(Struct, frozen=True, kw_only=True):
    """What a copy came to."""

    first: Path
    """The page to open."""
    pages: int


def copy(
    record: Path,
    folder: Path,
    tell: Callable[[int, int], None] = lambda done, known: None,
    lens: Lens | None = None,
) -> Written:
    """Write the pages of the record at ``record``, seen through ``lens``, into ``folder``, which is made.

    Args:
        record: the record file.
        folder: a new or an empty folder.
        tell: told now and then how many pages are written, and how many are known of so far.
        lens: another run or an earlier day to show.

    Raises:
        SettingsError: ``folder`` holds something.
        NotARecord: there is no record at ``record``.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise SettingsError(
            "there is something in it already", where=str(folder), remedy="Give a new or an empty folder."
        )
    file = RecordFile(record, lens)
    try:
        with file.reading() as edition:
            folder.mkdir(parents=True, exist_ok=True)
            _assets(folder)
            return _Copier(edition, record.stem, folder, tell, file.lens).write()
    finally:
        file.close()


def _assets(folder: Path) -> None:
    with as_file(files("onrecord.serve.web").joinpath("static")) as static:
        copytree(static, folder / "static", ignore=ignore_patterns(*LIVE_ONLY))


class _Copier:
    """Follows the links of one record."""

    def __init__(
        self, edition: Edition, name: str, folder: Path, tell: Callable[[int, int], None], lens: Lens
    ) -> None:
        self.lens = lens
        self.edition, self.name, self.folder, self.tell = edition, name, folder, tell
        self.asked: dict[Asked, str] = {}

    def write(self) -> Written:
        for page in pages().values():
            if page.menu and page.exported:
                self.asked[page.path, ()] = file_name(page.path, {})
        done = 0
        while done < len(self.asked):
            waiting = list(self.asked.items())[done:]
            for (path, query), target in waiting:
                self.one(path, dict(query), target)
                done += 1
                if done % 100 == 0:
                    self.tell(done, len(self.asked))
        return Written(first=self.folder / file_name("/", {}), pages=done)

    def one(self, path: str, query: dict[str, str], target: str) -> None:
        """Write one page; what cannot be shown is written as such, so that no link leads nowhere."""
        links = Copied(target, self.asked)
        try:
            page, identity = found(path)
            visit = Visit(self.edition, query, identity)
            data: Mapping[str, object] = {**page.data(visit), "query": query, "identity": identity}
            data = {**data, "outlet_of": visit.outlets}
            html = render(f"{page.name}.html", links, page, {**self.common(), **data})
        except OnRecordError as error:
            told = {"status": 404, "what": error.what, "remedy": error.remedy}
            html = render("error.html", links, None, {**self.common(), **told})
        file = self.folder / target
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")

    def common(self) -> dict[str, object]:
        named: dict[str, object] = {
            "record_name": self.name,
            "token": "",
            "building": False,
            "waiting": 0,
            "data_address": "",
        }
        named["lens"] = self.lens
        return {**named, "query": {}, "identity": "", "choices": {}}


def found(path: str) -> tuple[Page, str]:
    """Return the page at ``path``, and the id that the path names.

    Raises:
        SettingsError: no page has that address.
    """
    for page in pages().values():
        before, slot, after = page.path.partition("{identity}")
        if page.path == path:
            return page, ""
        identity = path.removeprefix(before).removesuffix(after) if slot else ""
        if identity and path == before + identity + after and "/" not in identity:
            return page, identity
    raise SettingsError(f"there is no page at {path}", remedy="The menu leads to all pages.")
