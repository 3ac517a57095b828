"""Kernels are chosen only where the processor has what they need and nobody has chosen before."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from onrecord.scale.local import THREADS
from onrecord.serve.cli.processor import SWITCH, choose_kernels, take_one_core

NEW = "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl\n"


@pytest.fixture
def cpuinfo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SWITCH, "")  # so that it is put back afterwards
    monkeypatch.delenv(SWITCH)
    monkeypatch.delitem(sys.modules, "numpy", raising=False)
    for name in THREADS:
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
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


def threads() -> set[str | None]:
    take_one_core()
    return {os.environ.get(name) for name in THREADS}


def test_products_are_not_shared_among_cores(cpuinfo: Path) -> None:
    assert threads() == {"1"}


def test_threads_that_somebody_chose_stay(cpuinfo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(THREADS[1], "3")
    assert threads() == {"3", None}


def test_it_is_too_late_once_numpy_is_loaded(cpuinfo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", pytest)
    assert threads() == {None}
