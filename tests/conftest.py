"""Fixtures that every test may use."""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # before numpy loads: its threads would fight with other workers

from hypothesis import settings

from onrecord.errors import RecordBusy
from onrecord.store.duckdb import DuckStore
from onrecord.store.locks import locked

settings.register_profile("any machine", deadline=None)  # how long an example takes is the machine's mood
settings.load_profile("any machine")

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


@pytest.fixture(scope="session")
def affair_record(tmp_path_factory: pytest.TempPathFactory, affair: ModuleType) -> Path:
    """A record file that holds the affair; who writes into it takes ``record``, a copy."""
    path = tmp_path_factory.mktemp("affair") / "affair.onrecord"
    documents, copies, rejections, claims, linked = affair.affair()
    with DuckStore.open(path, write=True) as store:
        store.add(documents, copies, rejections, claims, statements=affair.statements(), terms=affair.terms())
        store.replace_links(linked)
    return path


@pytest.fixture
def record(affair_record: Path, tmp_path: Path) -> Path:
    """A record file of the test's own that holds the affair."""
    return Path(shutil.copy(affair_record, tmp_path))


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a record of a folder of articles: built once in a run, and a copy of its own for each worker."""
    own = tmp_path_factory.mktemp("built")
    base = tmp_path_factory.getbasetemp()
    everybodys = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def record_of(articles: Path) -> Path:
        from onrecord.pipeline import build

        name = f"{articles.parent.name}.onrecord"
        copy, built = own / name, everybodys / name
        if not copy.exists():
            with locked(built.with_suffix(".lock"), busy=RecordBusy("is built by another worker"), wait=300):
                if not built.exists():
                    half = own / "half.onrecord"
                    build([articles], half)
                    half.rename(built)
            shutil.copyfile(built, copy)
        return copy

    return record_of


@pytest.fixture(scope="session")
def example_record(built_once: Callable[[Path], Path]) -> Path:
    """A record of the corpus that comes with the project; whoever writes into it takes a copy first."""
    return built_once(ROOT / "examples" / "grain_deal" / "corpus")


@pytest.fixture(scope="session")
def seeds_record(built_once: Callable[[Path], Path], shared: Path) -> Path:
    """A record of the real articles that the project began with; who writes into it takes a copy first."""
    return built_once(shared / "seeds")
