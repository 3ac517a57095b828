"""Scores of OnRecord on gold sets: metrics from their definitions, with bootstrap intervals."""

from onrecord.evaluate.run import Progress, evaluate, gold_sets
from onrecord.evaluate.scores import Score, Scores

__all__ = ["Progress", "Score", "Scores", "evaluate", "gold_sets"]
