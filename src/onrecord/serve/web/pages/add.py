"""Adding a claim: an article with the words that somebody chose in it, and a form for what they tell."""

from __future__ import annotations

from onrecord.serve.web.adding import add, adding
from onrecord.serve.web.page import Page

PAGE = Page(
    name="add",
    path="/documents/{identity}/add",
    title="Add a claim",
    data=adding,
    exported=False,
    act=add,
)
