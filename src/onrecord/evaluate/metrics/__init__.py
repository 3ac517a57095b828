"""One file a metric, each written from its published definition.

A metric counts per unit (a row, document or topic); a *statistic* turns summed
counts into the score. So the score of any resample is the statistic of a weighted
sum, and the bootstrap is one matrix product (:mod:`onrecord.evaluate.bootstrap`).
"""
