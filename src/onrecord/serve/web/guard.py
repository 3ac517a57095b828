"""Who may ask: host and origin checks, the key of a listening server, tokens on writes, safe headers.

The app trusts nobody's page but its own. A name that points at this machine (DNS rebinding)
fails the host check, a form on another site the origin check and the token.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Iterable
from hmac import compare_digest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

from msgspec import Struct

COOKIE = "onrecord_key"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"(\[[\da-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?", re.ASCII | re.I)
SAFE_METHODS = ("GET", "HEAD")
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Rules(Struct, frozen=True, kw_only=True):
    """Who may reach one running app."""

    hosts: tuple[str, ...] = LOOPBACK
    """Names that it answers to, without port."""
    key: str | None = None
    """What a reader from another machine must show; None on loopback."""
    token: str
    """What every write must carry; known to our own pages only."""


def rules(listen: str | None = None, key: str | None = None) -> Rules:
    """Return the rules for an app that listens on ``listen``, on loopback where that is None."""
    token = secrets.token_urlsafe(32)
    if listen is None or is_loopback(listen):
        return Rules(token=token, hosts=(*LOOPBACK, *([listen] if listen else [])))
    import socket

    names = [name.lower() for name in (listen, socket.gethostname(), socket.getfqdn())]
    return Rules(token=token, hosts=(*LOOPBACK, *names), key=key or secrets.token_urlsafe(24))


def is_loopback(host: str) -> bool:
    """Return whether ``host`` is this machine only.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def policy(styles: Iterable[str] = ()) -> str:
    """Return the Content-Security-Policy: nothing from elsewhere, no inline script, no inline style.

    ``styles`` are the hashes of the few style elements that a vendored library puts in its drawings.
    """
    return "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' {' '.join(styles)}".rstrip(),
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ]
    )


class Guard:
    """Middleware that turns away whom the rules do not let in, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, rules: Rules, styles: tuple[str, ...] = ()) -> None:
        self._app = app
        self._rules = rules
        self._headers = [(b"content-security-policy", policy(styles).encode())] + [
            (name.encode(), value.encode()) for name, value in HEADERS.items()
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        from starlette.requests import Request
        from starlette.responses import PlainTextResponse, RedirectResponse, Response

        request = Request(scope)
        answer: ASGIApp = self._app
        if refused := self._refused(request):
            answer = PlainTextResponse(refused[1] + "\n", refused[0])
        elif self._rules.key and (shown := request.query_params.get("key")):
            answer = self._admitted(request, shown)
        elif self._rules.key and not self._has_key(request):
            answer = PlainTextResponse(
                "This record is shown to those with the key only. Open the address that "
                "`onrecord serve` printed; it ends in ?key=…\n",
                401,
            )
        assert isinstance(answer, Response | RedirectResponse) or callable(answer)
        await answer(scope, receive, self._with_headers(send))

    def _refused(self, request: Request) -> tuple[int, str] | None:
        host = host_name(request.headers.get("host", ""))
        if host not in self._rules.hosts and not (self._rules.key and _is_address(host)):
            return 421, "This name does not lead here. Open the address that `onrecord serve` printed."
        site = request.headers.get("sec-fetch-site")
        if request.method in SAFE_METHODS:
            navigates = request.headers.get("sec-fetch-mode") == "navigate"
            return None if site != "cross-site" or navigates else (403, "Another site may not read this one.")
        origin = request.headers.get("origin")
        if site not in (None, "same-origin") or (origin and not _same(origin, request)):
            return 403, "Another site may not write to this one."
        return None

    def _has_key(self, request: Request) -> bool:
        return compare_digest(request.cookies.get(COOKIE, "").encode(), str(self._rules.key).encode())

    def _admitted(self, request: Request, shown: str) -> ASGIApp:
        """Keep the right key in a cookie and take it out of the address, where others could see it."""
        from starlette.responses import PlainTextResponse, RedirectResponse

        if not compare_digest(shown.encode(), str(self._rules.key).encode()):
            return PlainTextResponse("That is not the key.\n", 401)
        answer = RedirectResponse(str(request.url.remove_query_params("key")), 303)
        answer.set_cookie(COOKIE, shown, httponly=True, samesite="strict", path="/")
        return answer

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *self._headers]}
            await send(message)

        return sending


def is_ours(rules: Rules, given: str) -> bool:
    """Return whether a write carries the token of our own pages."""
    return compare_digest(given.encode(), rules.token.encode())


def host_name(host: str) -> str:
    """Return a Host header without its port, empty where it is no host.

    >>> host_name("127.0.0.1:8710"), host_name("[::1]:8710"), host_name("a@localhost")
    ('127.0.0.1', '::1', '')
    """
    match = _HOST.fullmatch(host)
    return match[1].strip("[]").lower() if match else ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _same(origin: str, request: Request) -> bool:
    return origin.lower().partition("://")[2] == request.headers.get("host", "").lower()
