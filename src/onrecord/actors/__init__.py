"""Who is who: the registry of actors and the resolver of phrases that name them.

>>> from onrecord.actors import load_registry, resolve
>>> resolve("Iran's foreign minister", None, load_registry()).actors[0].actor_id
'IRN.GOV'
"""

from onrecord.actors.frame import Resolution
from onrecord.actors.loading import load_registry
from onrecord.actors.registry import Registry
from onrecord.actors.resolve import resolve

__all__ = ["Registry", "Resolution", "load_registry", "resolve"]
