"""Which engine runs a build: this process, several of this machine, or a cluster."""

from __future__ import annotations

from enum import StrEnum

from onrecord.scale.base import Engine
from onrecord.scale.local import ProcessEngine, SerialEngine


class EngineName(StrEnum):
    """Where the per-document half runs."""

    LOCAL = "local"
    SPARK = "spark"


def choose_engine(jobs: int = 1, name: EngineName = EngineName.LOCAL, master: str | None = None) -> Engine:
    """Return the engine; locally one job runs here, without a pool, and Spark runs at ``master``.

    Raises:
        SettingsError: Spark is asked for and cannot be started.
    """
    if name is EngineName.SPARK:
        from onrecord.scale.spark import SparkEngine

        return SparkEngine(master)
    return SerialEngine() if jobs <= 1 else ProcessEngine(jobs)
