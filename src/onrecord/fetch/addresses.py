"""Web addresses: written one way, and told apart into public and private ones."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence

import httpx

MAX_LENGTH = 8_000
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAnAddress(ValueError):
    """An address that is not asked for; its message says why."""


def tidy(address: str, base: str | None = None) -> str:
    """Return ``address`` in the one form it is remembered by: absolute, no fragment, host in lower case.

    Raises:
        NotAnAddress: no web address, another scheme than http and https, or one with a password in it.

    >>> tidy("../b?x=1#top", "HTTP://News.Example:80/a/c")
    'http://news.example/b?x=1'
    """
    if len(address) > MAX_LENGTH:
        raise NotAnAddress(f"longer than {MAX_LENGTH} characters")
    try:
        url = httpx.URL(address.strip())
        url = httpx.URL(base).join(url) if base else url
        host = url.host
    except (httpx.InvalidURL, ValueError) as error:
        raise NotAnAddress(f"not a web address: {error}") from error
    if url.scheme not in ("http", "https"):
        raise NotAnAddress(f"{url.scheme or 'no scheme'}: only http and https are fetched")
    if url.userinfo:
        raise NotAnAddress("carries a name or password, which would be stored")
    if not host:
        raise NotAnAddress("names no host")
    if url.port is not None and not 0 < url.port < 65_536:
        # the system would take it modulo 65536
        raise NotAnAddress(f"no such port: {url.port}")
    # raw_path: an address without a path asks for /
    return str(url.copy_with(fragment=None, raw_path=url.raw_path))


def host_of(address: str) -> str:
    """Return the host that requests are spaced by."""
    return httpx.URL(address).host


def origin_of(address: str) -> str:
    """Return scheme, host and port: what one robots.txt speaks for.

    >>> origin_of("https://news.example:8443/a?b")
    'https://news.example:8443'
    """
    return str(httpx.URL(address).copy_with(raw_path=b"/")).rstrip("/")


def is_private(number: str) -> bool:
    """Return whether an IP address is not of the public internet, however it is wrapped.

    >>> [is_private(n) for n in ("127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "93.184.216.34")]
    [True, True, True, False]
    """
    address = _unwrapped(ipaddress.ip_address(number.partition("%")[0]))
    return not address.is_global or address.is_multicast


def _unwrapped(address: IPAddress) -> IPAddress:
    """An IPv6 address that stands for an IPv4 one leads where that one leads."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    inner = address.ipv4_mapped or address.sixtofour
    if inner is None and address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host, in the system's order.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
