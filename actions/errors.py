"""The exceptions of the actions package."""


class ActionsError(Exception):
    """Anything that stops the action server; says where and what to do."""
