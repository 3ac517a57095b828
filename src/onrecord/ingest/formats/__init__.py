"""One input format a file; each sets ``FORMAT`` and is found by :func:`onrecord.registry.load`."""
