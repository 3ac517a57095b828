"""The local web app: a record as pages, each with a stable address and the same data as JSON."""
