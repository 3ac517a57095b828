"""Fixtures that every test may use."""

from __future__ import annotations

import importlib.util
import ipaddress
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.store.duckdb import DuckStore

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

LOCAL_NAMES = {"", "localhost"}


class NetworkUsed(BaseException):
    """Something went for the network; no handler of ordinary exceptions may hide it."""


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """Let no test leave this machine: the interpreter reports every look-up and every connection."""
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in {"socket.connect", "socket.sendto"} and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not _is_here(host):
        raise NetworkUsed(f"{event} of {host!r}")


def _is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


sys.addaudithook(_stay_here)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes after its parameter: packed bytes hold the second, and workers collect apart."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the seeds and the gold sets; skips where it is absent."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("needs ../shared (seeds and gold sets), which is not here")
    return SHARED


@pytest.fixture(scope="session")
def affair() -> ModuleType:
    """The made-up affair of ``tests/store/affair.py``."""
    spec = importlib.util.spec_from_file_location("affair", ROOT / "tests" / "store" / "affair.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def record(tmp_path: Path, affair: ModuleType) -> Path:
    """A record file that holds the affair."""
    path = tmp_path / "affair.onrecord"
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(path, write=True) as store:
        store.add(documents, copies, rejections, claims, statements=affair.statements(), terms=affair.terms())
        store.replace_links(linked)
    return path
