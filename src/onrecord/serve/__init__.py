"""How people meet a record: the command line and the readable account."""
