"""Rasa actions: a tracker becomes a question for the knowledge base, then a reply."""
