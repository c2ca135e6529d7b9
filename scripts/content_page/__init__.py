"""Draws all content as one page, for the people who own it: `make content`."""
