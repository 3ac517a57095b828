"""Makers of the generated documentation, one module a page or two; see build_docs.py."""
