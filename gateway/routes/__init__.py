"""The calls of the HTTP contract, one noun a file."""
