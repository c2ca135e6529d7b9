"""Schema changes of the knowledge database."""
