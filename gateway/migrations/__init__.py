"""Schema changes of the conversations database."""
