"""How the per-document half is run: in this process, or over several.

Engines differ in how they run, never in logic: each maps one pure function over
the inputs and yields the results in the order of the inputs.
"""

from onrecord.scale.base import Engine
from onrecord.scale.choosing import EngineName, choose_engine
from onrecord.scale.local import ProcessEngine, SerialEngine

__all__ = ["Engine", "EngineName", "ProcessEngine", "SerialEngine", "choose_engine"]
