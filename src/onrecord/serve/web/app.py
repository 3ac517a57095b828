"""The app: addresses to pages, errors to plain words, writes behind a token.

`onrecord serve` runs it; the tests and the static copy ask it directly.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import (
    JudgementError,
    NoSuchThing,
    NotARecord,
    OnRecordError,
    Outdated,
    RecordBusy,
    SettingsError,
)
from onrecord.serve.web.disk import in_plain_words
from onrecord.serve.web.guard import Guard, Rules, is_ours
from onrecord.serve.web.lanes import Lanes
from onrecord.serve.web.links import Live
from onrecord.serve.web.lists import choices
from onrecord.serve.web.page import Data, Elsewhere, Page, Visit, pages
from onrecord.serve.web.plots import STYLES
from onrecord.serve.web.progress import progress, under_way
from onrecord.serve.web.record_file import RecordFile, is_there
from onrecord.serve.web.render import as_json, make_ready, render
from onrecord.serve.web.review import end_linking, link_what_waits
from onrecord.store.lens import Lens

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

REST = 2.0
"""Seconds without a request after which the file is closed, so that another process may write to it."""
STATUS = {
    NoSuchThing: 404,
    SettingsError: 400,
    Outdated: 409,
    JudgementError: 400,
    RecordBusy: 503,
    NotARecord: 503,
}
"""Answers to the errors of ours that a reader can run into."""

Endpoint = Callable[["Request"], Awaitable["Response"]]
Lane = Callable[..., Awaitable["Response"]]
"""Has something done in threads of its kind."""


def create_app(path: Path, rules: Rules, lens: Lens | None = None) -> Starlette:
    """Return the app that shows the record at ``path`` through ``lens`` to whom ``rules`` let in."""
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.middleware.gzip import GZipMiddleware
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    desk = _Desk(RecordFile(path, lens), rules)
    static = Mount("/static", StaticFiles(packages=[("onrecord.serve.web", "static")]), name="static")
    return Starlette(
        routes=[static, *desk.routes()],
        middleware=[
            Middleware(Guard, rules=rules, styles=STYLES),
            Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        ],
        exception_handlers={404: desk.not_found, 405: desk.not_found, Exception: desk.broken},
        lifespan=desk.lifespan,
    )


class _Desk:
    """Answers the requests of one app."""

    def __init__(self, file: RecordFile, rules: Rules) -> None:
        self.file, self.rules = file, rules
        self.lanes = Lanes()
        self.last = time.monotonic()
        self.ending = False

    def routes(self) -> list[BaseRoute]:
        from starlette.routing import Route

        made: list[BaseRoute] = [Route("/progress", self.progress, methods=["GET"])]
        for page in pages().values():
            beside = "/index.json" if page.path == "/" else f"{page.path}.json"
            made.append(Route(beside, self.showing(page, as_data=True), methods=["GET"]))
        for page in pages().values():
            made.append(Route(page.path, self.showing(page), methods=["GET"]))
            if page.act is not None:
                made.append(Route(page.path, self.acting(page), methods=["POST"]))
        return made

    def showing(self, page: Page, *, as_data: bool = False) -> Endpoint:
        """Return the endpoint that shows ``page``, or its data."""
        lane = self.lane(page)

        async def show(request: Request) -> Response:
            self.last = time.monotonic()
            identity = str(request.path_params.get("identity", ""))
            query = dict(request.query_params)
            try:
                with in_plain_words():
                    return await lane(self.answer, page, query, identity, as_data)
            except OnRecordError as error:
                return self.refused(error, as_data)

        return show

    def lane(self, page: Page) -> Lane:
        """Return where ``page`` is made."""
        if page.act is not None:
            return self.lanes.reviewing
        return self.lanes.overviews if page.name in WHOLE else self.lanes.reading

    def answer(self, page: Page, query: Mapping[str, str], identity: str, as_data: bool) -> Response:
        from starlette.responses import RedirectResponse, Response

        if not is_there(self.file.path) and under_way(self.file.path):
            return RedirectResponse("/progress", 302)
        building = under_way(self.file.path)
        with self.file.reading(now=page.act is not None) as edition:
            visit = Visit(edition, query, identity)
            try:
                if as_data or page.act is not None:
                    body = self.body(page, visit, as_data, building)
                else:
                    asked = (page.name, identity, *sorted(query.items()), building)
                    body = edition.page(asked, lambda: self.body(page, visit, as_data, building))
            except Elsewhere as found:
                return RedirectResponse(found.location, 302)
        kind = "application/json" if as_data else "text/html"
        return Response(body, media_type=kind, headers=NOT_KEPT)

    def body(self, page: Page, visit: Visit, as_data: bool, building: bool) -> bytes:
        """Return ``page`` as HTML, or its data as JSON; a page with a form of its own is written each time.

        Raises:
            Elsewhere: what is asked for has another address.
        """
        data = page.data(visit)
        if as_data:
            return as_json(data)
        shown = {**data, "query": dict(visit.query), "identity": visit.identity}
        shown |= {"data_address": beside(page, visit), "outlet_of": visit.outlets}
        shown["choices"] = choices(visit, page.name, page.filters)
        shown["waiting"] = visit.edition.waiting if self.file.lens == Lens() else 0
        return self.page(f"{page.name}.html", page, shown, building).encode()

    async def progress(self, request: Request) -> Response:
        """Show how far a build is, which needs no record."""
        from starlette.responses import HTMLResponse

        return HTMLResponse(self.page("progress.html", None, progress(self.file.path)), headers=NOT_KEPT)

    def page(self, template: str, page: Page | None, data: Data, building: bool | None = None) -> str:
        filled = {"query": {}, "identity": "", "data_address": "", "waiting": 0, **data}
        building = under_way(self.file.path) if building is None else building
        named = {"record_name": self.file.path.stem, "token": self.rules.token}
        return render(
            template, Live(), page, {**filled, **named, "building": building, "lens": self.file.lens}
        )

    def acting(self, page: Page) -> Endpoint:
        """Return the endpoint that takes what is posted to ``page``."""
        from starlette.responses import JSONResponse, RedirectResponse

        async def act(request: Request) -> Response:
            self.last = time.monotonic()
            async with request.form(max_files=0, max_fields=200) as sent:
                form = {name: str(value) for name, value in sent.items()}
            token = request.headers.get("x-csrf-token") or form.pop("token", "")
            if not is_ours(self.rules, token):
                said = "Nothing was written: the page that sent this is not one of ours, or is too old."
                return self.told(403, said, "Load the page again and repeat what you did.", False)
            assert page.act is not None
            try:
                with in_plain_words():
                    acted = await self.lanes.reviewing(page.act, self.file, form)
            except OnRecordError as error:
                return self.refused(error, _wants_data(request))
            if _wants_data(request):
                return JSONResponse({"location": acted.location, **acted.data})
            return RedirectResponse(acted.location, 303)

        return act

    # ------------------------------------------------------------- what goes wrong

    def refused(self, error: OnRecordError, as_data: bool) -> Response:
        status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
        return self.told(status, error.what, error.remedy, as_data)

    def told(self, status: int, what: str, remedy: str | None, as_data: bool) -> Response:
        from starlette.responses import HTMLResponse, JSONResponse

        headers = {"retry-after": "2"} if status == 503 else {}
        if as_data:
            return JSONResponse({"error": what, "remedy": remedy}, status, headers)
        data = {"status": status, "what": what, "remedy": remedy}
        return HTMLResponse(self.page("error.html", None, data), status, headers)

    async def not_found(self, request: Request, _: Exception) -> Response:
        """Answer an address that leads nowhere."""
        said = "There is no page at this address."
        return self.told(404, said, "The menu leads to all pages.", request.url.path.endswith(".json"))

    async def broken(self, request: Request, _: Exception) -> Response:
        """Answer where the app itself failed; the terminal shows where."""
        said = "This page could not be made. That is a fault of OnRecord, not of yours."
        remedy = "The terminal that runs `onrecord serve` shows what went wrong; please report it."
        return self.told(500, said, remedy, request.url.path.endswith(".json"))

    # ------------------------------------------------------------- the file

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Close the file when nobody has asked for a while, and when the app ends; then all is linked."""
        tasks = [asyncio.create_task(self.resting()), asyncio.create_task(self.lanes.overviews(self.warm))]
        try:
            yield
        finally:
            self.ending = True
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self.lanes.end()
            self.file.close()
            end_linking(self.file)

    def warm(self) -> None:
        """Link what was left, and work out what pages on the whole record show, before anybody asks."""
        make_ready()
        with suppress(OnRecordError):
            link_what_waits(self.file)
        for name in WHOLE:
            if self.ending:
                return
            with suppress(OnRecordError), self.file.reading() as edition:
                pages()[name].data(Visit(edition, {}))

    async def resting(self) -> None:
        while True:
            await asyncio.sleep(REST / 2)
            if time.monotonic() - self.last > REST:
                self.file.rest()


WHOLE = ("overview", "coverage", "dyads", "timeline", "brief", "new", "network", "change")
"""Pages that are worked out from the whole record, in the order in which they are asked for most."""
NOT_KEPT = {"cache-control": "private, no-cache"}
"""A page is asked for anew each time: the record may have changed."""


def beside(page: Page, visit: Visit) -> str:
    """Return the address of the same data as JSON."""
    from onrecord.serve.web.links import address

    path = page.path.replace("{identity}", visit.identity)
    return address("/index.json" if path == "/" else f"{path}.json", visit.query)


def _wants_data(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
