"""One file a gold set: what its rows look like, what is asked of the product, how it is scored."""
