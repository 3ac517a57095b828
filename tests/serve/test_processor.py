"""Kernels are chosen only where the processor has what they need and nobody has chosen before."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from onrecord.serve.cli.processor import SWITCH, choose_kernels

NEW = "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl\n"


@pytest.fixture
def cpuinfo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, "")  # so that it is put back afterwards
    monkeypatch.delenv(SWITCH)
    monkeypatch.delitem(sys.modules, "numpy", raising=False)
    return tmp_path / "cpuinfo"


def chosen(cpuinfo: Path) -> str | None:
    choose_kernels(cpuinfo)
    return os.environ.get(SWITCH)


def test_wide_registers_get_their_kernels(cpuinfo: Path) -> None:
    cpuinfo.write_text(NEW, encoding="utf-8")
    assert chosen(cpuinfo) == "SkylakeX"


def test_an_older_processor_or_none_known_is_left_to_the_library(cpuinfo: Path) -> None:
    assert chosen(cpuinfo) is None
    cpuinfo.write_text("flags\t\t: fpu avx2 fma\n", encoding="utf-8")
    assert chosen(cpuinfo) is None
    cpuinfo.write_text("Features : fp asimd\n", encoding="utf-8")
    assert chosen(cpuinfo) is None


def test_what_is_set_or_loaded_stays(cpuinfo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cpuinfo.write_text(NEW, encoding="utf-8")
    monkeypatch.setitem(sys.modules, "numpy", pytest)
    assert chosen(cpuinfo) is None
    monkeypatch.setenv(SWITCH, "Zen")
    assert chosen(cpuinfo) == "Zen"
