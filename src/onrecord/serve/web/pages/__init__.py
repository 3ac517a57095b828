"""One page a file: its address, its data, its template. A page is added by adding a file with a ``PAGE``."""
