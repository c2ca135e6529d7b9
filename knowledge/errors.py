"""The exceptions of the knowledge package."""


class KnowledgeError(Exception):
    """Anything that stops the knowledge base answering; says where and what to do."""


class ContentError(KnowledgeError):
    """Content that cannot be read or built."""


class StoreError(KnowledgeError):
    """A database that cannot be reached, or holds no content yet."""


class UnknownIdError(KnowledgeError):
    """An id that the content does not hold."""


class InsideError(KnowledgeError):
    """An inner process would be open to others; says what to set."""
