"""The lists of a record, one file a table they read."""
