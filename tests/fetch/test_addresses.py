from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.fetch.addresses import NotAnAddress, host_of, is_private, origin_of, tidy


@pytest.mark.parametrize(
    ("given", "tidied"),
    [
        ("http://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a b?q=ü#x", "https://news.example/a%20b?q=%C3%BC"),
        ("https://news.example:8443/", "https://news.example:8443/"),
    ],
)
def test_one_page_has_one_address(given: str, tidied: str) -> None:
    assert tidy(given) == tidied == tidy(tidied)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "/a",
        "mailto:a@b.test",
        "file:///etc/passwd",
        "http://",
        "http://me:secret@news.example/",
        "http://news.example:99999/",
        "http://[::1",
        "http://xn--/",
        "http://a.test/\x00",
        "http://a.test/" + "x" * 9_000,
    ],
)
def test_what_cannot_be_asked_for_is_told(bad: str) -> None:
    with pytest.raises(NotAnAddress):
        tidy(bad)


@given(st.text(max_size=60), st.sampled_from([None, "http://news.example/a/b"]))
def test_any_text_is_tidied_or_told(text: str, base: str | None) -> None:
    for candidate in (text, f"http://{text}"):
        try:
            address = tidy(candidate, base)
        except NotAnAddress:
            continue
        assert tidy(address) == address
        assert host_of(address)
        assert address.startswith(origin_of(address))


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1",
        "::ffff:192.168.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    ],
)  # fmt: skip
def test_private_numbers(number: str) -> None:
    assert is_private(number)


@pytest.mark.parametrize(
    "number", ["93.184.216.34", "2606:4700::1111", "::ffff:93.184.216.34", "64:ff9b::808:808"]
)
def test_public_numbers(number: str) -> None:
    assert not is_private(number)


@given(st.ip_addresses())
def test_every_number_is_one_or_the_other(number: ipaddress.IPv4Address) -> None:
    assert is_private(str(number)) in (True, False)
