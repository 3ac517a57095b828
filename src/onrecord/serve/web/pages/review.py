"""Review: the next thing to look at, one key to decide, what others decided, how far the work is."""

from __future__ import annotations

from onrecord.serve.web.page import Menu, Page
from onrecord.serve.web.review import decide, review

PAGE = Page(
    name="review",
    path="/review",
    title="Review",
    data=review,
    menu=Menu("The record", 40, "w"),
    exported=False,
    act=decide,
)
