"""Bytes to text: every encoding that can be told, no crash on the rest, one character for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.decode import Decoded, clean_characters, decode, is_binary

WORDS = "Le ministre a déclaré à Genève que l’accord était signé, « enfin ». "


def text_of(data: bytes) -> str:
    found = decode(data)
    assert isinstance(found, Decoded)
    return found.text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_comes_back_as_it_was(encoding: str) -> None:
    assert text_of((WORDS * 5).encode(encoding)) == WORDS * 5


def test_declared_charset_is_believed_when_utf8_fails() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Министр прибыл</p></html>'
    assert text_of(page.encode("cp1251")) == page


def test_declared_charset_is_not_believed_against_valid_utf8() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><p>Genève</p></html>'
    assert text_of(page.encode()) == page


def test_undeclared_cyrillic_is_detected() -> None:
    text = "Министр иностранных дел прибыл в столицу для переговоров о рыболовстве и новом договоре. " * 4
    assert text_of(text.encode("cp1251")) == text


def test_one_broken_byte_in_utf8_costs_one_character() -> None:
    data = (WORDS * 20).encode() + b"\xc3"
    assert text_of(data) == WORDS * 20 + "\ufffd"


def test_nul_and_control_characters_become_spaces_in_place() -> None:
    assert clean_characters("a\0b\x07c\td\ud800e") == "a b c\td\ufffde"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 text", b"PK\x03\x04abc", b"\x1f\x8b\x08", bytes(100), bytes(range(32)) * 10]
)
def test_binary_is_known(data: bytes) -> None:
    assert is_binary(data)


def test_plain_text_is_not_binary() -> None:
    assert not is_binary(WORDS.encode())
    assert not is_binary("港口恢复通航".encode("utf-16"))


@given(st.binary(max_size=400))
def test_no_bytes_crash_and_offsets_hold(data: bytes) -> None:
    found = decode(data)
    if isinstance(found, Decoded):
        assert len(clean_characters(found.text)) == len(found.text)
        found.text.encode("utf-8")
