"""What the record says: the readable account, dyads over time, coverage."""
