"""The analyses in a terminal: each laid out for a hundred columns, ids shown for `onrecord show`."""
