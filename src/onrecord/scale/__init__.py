"""How the per-document half is run: in this process, or over several.

Engines differ in how they run, never in logic: each maps one pure function over
the inputs and yields the results in the order of the inputs.
"""

from onrecord.scale.base import Engine
from onrecord.scale.local import ProcessEngine, SerialEngine, choose_engine

__all__ = ["Engine", "ProcessEngine", "SerialEngine", "choose_engine"]
