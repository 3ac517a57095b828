"""How the work is run: in this process, over several, or on a cluster.

Engines differ in how they run, never in logic: each maps a pure function over inputs, or shuffles what
it gives of them, and yields the results in a fixed order.
"""

from onrecord.scale.base import Engine
from onrecord.scale.choosing import EngineName, choose_engine
from onrecord.scale.local import ProcessEngine, SerialEngine

__all__ = ["Engine", "EngineName", "ProcessEngine", "SerialEngine", "choose_engine"]
