"""The readable account on paper, screen and terminal; all of it from :mod:`onrecord.analyse.account`."""
