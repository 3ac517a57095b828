"""Scores of OnRecord on gold sets: metrics from their definitions, with bootstrap intervals."""
