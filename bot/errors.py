"""The exceptions of the bot package."""


class BotError(Exception):
    """Anything that stops understanding; says where and what to do."""


class EncoderError(BotError):
    """The sentence encoder's files are missing or not the ones that were checked."""


class SealError(BotError):
    """A model that is not the one that was trained."""


class StartError(BotError):
    """Rasa would serve more, or to more, than it may."""
