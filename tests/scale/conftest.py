"""Engines of every kind, and a cluster on this machine, for the tests of this folder."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord.scale import Engine, ProcessEngine, SerialEngine

ON_WORKERS = Path(__file__).with_name("on_workers")
"""Modules that worker processes import by their own names."""
STANDALONE = Path(__file__).resolve().parents[2] / "evaluation" / "standalone.py"


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Master and two workers."""
    spec = importlib.util.spec_from_file_location("standalone", STANDALONE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.Cluster(tmp_path_factory.mktemp("cluster"), workers=2)
    yield made
    made.stop()


@pytest.fixture(scope="module", params=["serial", "processes", "spark on a cluster"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Every engine, one after the other."""
    made = _engine(request)
    yield made
    made.close()


def _engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "serial":
        return SerialEngine()
    if request.param == "processes":
        return ProcessEngine(2)
    options = {"spark.executor.memory": "512m", "spark.cores.max": "2"}
    return _spark(request.getfixturevalue("cluster").url, options)


@pytest.fixture
def spark_here() -> Iterator[Engine]:
    """Spark without a cluster; not to be asked for while one is in use: a process has one Spark."""
    made = _spark("local[2]", {})
    yield made
    made.close()


def _spark(master: str, options: Mapping[str, str]) -> Engine:
    """Return a small Spark at ``master``; skips without Java."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java 17, which is not here")
    from onrecord.scale.spark import SparkEngine

    small = {
        "spark.executorEnv.PYTHONPATH": os.pathsep.join([str(ON_WORKERS), *sys.path]),
        "spark.default.parallelism": "1",  # eight tasks at most
        "spark.task.maxFailures": "2",
        "spark.ui.enabled": "false",
    }
    return SparkEngine(master, {**small, **options})
