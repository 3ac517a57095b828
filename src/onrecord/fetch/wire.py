"""One request, one response: to the address that was checked, within limits of size and time.

No cookies, no proxies, no reuse of connections, no redirects followed. The host's name
is looked up once; the connection goes to the very number that was looked at, so that a
name which answers differently the second time gains nothing.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from typing import Any

import httpx
from msgspec import Struct

from onrecord.fetch.addresses import is_private, look_up
from onrecord.fetch.clock import Clock
from onrecord.fetch.options import FetchOptions
from onrecord.fetch.unpack import PACKED, PLAIN, Unpacker
from onrecord.fetch.visits import Outcome

ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)
CONNECT_SECONDS = 15.0
TRIED_NUMBERS = 2
_NOT_TEXT = frozenset({"image", "video", "audio", "font"})

LookUp = Callable[[str, int], Sequence[str]]
Headers = Sequence[tuple[str, str]]


class Reply(Struct, frozen=True, kw_only=True):
    """A response; its body is read only if the status is 200."""

    address: str
    at: datetime
    """When the request was sent, UTC."""
    status: int
    reason: str
    version: str
    headers: Headers
    request: Headers
    """Headers of the request."""
    target: str
    """Path and query of the request."""
    private: bool
    """Whether it came from a private address."""
    body: bytes = b""
    """As sent, without chunk marks; cut at the limit."""
    content: bytes = b""
    """The body unpacked; cut at the limit."""
    cut: str | None = None
    """What cut the body short: length, time or disconnect."""

    def header(self, name: str) -> str | None:
        """Return the first header of that name."""
        return next((value for key, value in self.headers if key.lower() == name), None)


class Failure(Struct, frozen=True, kw_only=True):
    """No usable response."""

    outcome: Outcome
    detail: str
    passing: bool = False
    """Whether another try soon may fare better."""
    connected: bool = True


class Wire:
    """Asks for addresses, one at a time."""

    def __init__(
        self,
        options: FetchOptions,
        clock: Clock,
        *,
        transport: httpx.BaseTransport | None = None,
        look_up: LookUp = look_up,
    ) -> None:
        self._options = options
        self._clock = clock
        self._look_up = look_up
        self._transport = transport or httpx.HTTPTransport(
            verify=_certificates(), trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)
        )

    def close(self) -> None:
        """Let go of connections."""
        self._transport.close()

    def get(
        self, address: str, *, trusted: bool, limit: int | None = None, also: Mapping[str, str] | None = None
    ) -> Reply | Failure:
        """Return the response to GET ``address``.

        Args:
            address: tidy.
            trusted: may be private: the user named it, or a private page led there.
            limit: bytes of the body; the options' if not given.
            also: further headers.
        """
        url = httpx.URL(address)
        try:
            numbers = self._look_up(url.raw_host.decode(), url.port or (443 if url.scheme == "https" else 80))
        except (OSError, UnicodeError) as error:
            return Failure(outcome=Outcome.UNREACHABLE, detail=f"no such host: {error}", passing=True)
        private = any(map(is_private, numbers))
        if private and not trusted:
            detail = f"{url.host} is a private address that a public page leads to"
            return Failure(outcome=Outcome.REFUSED, detail=detail)
        failure = Failure(outcome=Outcome.UNREACHABLE, detail="the host has no address", passing=True)
        for number in numbers[:TRIED_NUMBERS]:
            reply = self._ask(url, number, private, limit or self._options.max_bytes, also or {})
            if isinstance(reply, Reply) or reply.connected:
                return reply
            failure = reply
        return failure

    def _ask(
        self, url: httpx.URL, number: str, private: bool, limit: int, also: Mapping[str, str]
    ) -> Reply | Failure:
        with _deadline(self._options.timeout) as deadline:
            request = self._request(url, number, also, deadline)
            at = self._clock.now()
            try:
                response = self._transport.handle_request(request)
            except httpx.TransportError as error:
                return self._no_answer(error, deadline)
            response.request = request
            try:
                # the number is this program's business; the record names the host
                return _received(response, str(url), at, private, limit, deadline)
            finally:
                with suppress(httpx.TransportError):
                    response.close()

    def _request(
        self, url: httpx.URL, number: str, also: Mapping[str, str], deadline: _Deadline
    ) -> httpx.Request:
        seconds = self._options.timeout
        headers = {
            "Host": url.netloc.decode(),
            "User-Agent": self._options.agent,
            "Accept": ACCEPT,
            "Accept-Language": "en,*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **also,
        }
        times = {"connect": min(CONNECT_SECONDS, seconds), "read": seconds, "write": seconds, "pool": seconds}
        extensions = {
            "timeout": times,
            "sni_hostname": url.raw_host.decode(),
            "trace": deadline.trace,
        }
        return httpx.Request(
            "GET", url.copy_with(host=number.partition("%")[0]), headers=headers, extensions=extensions
        )

    def _no_answer(self, error: httpx.TransportError, deadline: _Deadline) -> Failure:
        detail = str(error) or type(error).__name__
        if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
            passing = "CERTIFICATE_VERIFY_FAILED" not in detail
            return Failure(outcome=Outcome.UNREACHABLE, detail=detail, passing=passing, connected=False)
        if deadline.over or isinstance(error, httpx.TimeoutException):
            detail = f"no answer within {self._options.timeout:g} s"
            return Failure(outcome=Outcome.TIMEOUT, detail=detail, passing=True)
        return Failure(outcome=Outcome.UNREACHABLE, detail=detail, passing=True)


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to believe; the environment may name others (SSL_CERT_FILE)."""
    return httpx.create_ssl_context()


def _received(
    response: httpx.Response, address: str, at: datetime, private: bool, limit: int, deadline: _Deadline
) -> Reply | Failure:
    refusal = _unwanted(response) if response.status_code == httpx.codes.OK else None
    if refusal is not None:
        return refusal
    unpacker = Unpacker(_encoding(response), limit)
    cut = _read_body(response, unpacker, deadline) if response.status_code == httpx.codes.OK else None
    if unpacker.explodes:
        detail = f"{len(unpacker.sent)} bytes that unpack to more than {limit}"
        return Failure(outcome=Outcome.TOO_LARGE, detail=detail)
    return Reply(
        address=address,
        at=at,
        status=response.status_code,
        reason=response.reason_phrase,
        version=response.http_version,
        headers=_pairs(response.headers),
        request=_pairs(response.request.headers),
        target=httpx.URL(address).raw_path.decode("ascii"),
        private=private,
        body=bytes(unpacker.sent),
        content=bytes(unpacker.content),
        cut=cut,
    )


def _read_body(response: httpx.Response, unpacker: Unpacker, deadline: _Deadline) -> str | None:
    """Read until the end or a limit; return what cut the body short."""
    try:
        for piece in response.iter_raw():
            unpacker.add(piece)
            if unpacker.full:
                return "length"
    except httpx.TransportError as error:
        return "time" if deadline.over or isinstance(error, httpx.TimeoutException) else "disconnect"
    # a body without a stated length ends like one that was cut by the deadline
    return "time" if deadline.over else None


def _unwanted(response: httpx.Response) -> Failure | None:
    media = response.headers.get("content-type", "").partition("/")[0].strip().lower()
    encoding = _encoding(response)
    if media in _NOT_TEXT:
        return Failure(outcome=Outcome.UNWANTED, detail=f"is of type {response.headers['content-type'][:80]}")
    if encoding not in PACKED | PLAIN:
        return Failure(
            outcome=Outcome.UNWANTED, detail=f"is packed as {encoding[:80]}, which was not asked for"
        )
    return None


def _encoding(response: httpx.Response) -> str:
    return str(response.headers.get("content-encoding", "")).strip().lower()


def _pairs(headers: httpx.Headers) -> list[tuple[str, str]]:
    return [(name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw]


class _Deadline:
    """Ends an exchange when its time is up, wherever it waits: a read timeout alone lets a drip go on."""

    def __init__(self) -> None:
        self.over = False
        self._socket: socket.socket | None = None

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Learn of the connection's socket; called by the transport."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            if self.over:
                self.end()

    def end(self) -> None:
        """Close both directions; whoever waits for them sees the end of the stream."""
        self.over = True
        if self._socket is not None:
            with suppress(OSError):
                # not the encrypted socket's own shutdown, which is unsafe from another thread
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@contextmanager
def _deadline(seconds: float) -> Iterator[_Deadline]:
    deadline = _Deadline()
    timer = threading.Timer(seconds, deadline.end)
    timer.daemon = True
    timer.start()
    try:
        yield deadline
    finally:
        timer.cancel()
