"""Who may go on with a conversation: its id, and for a professional's an identity."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import HTTPConnection

from gateway.conversation import Conversation
from gateway.errors import ProblemError
from gateway.identities.session_identity import is_undecided
from gateway.identity import Identity

_RETRY_AFTER = 10


def admitted(
    conversation: Conversation, connection: HTTPConnection, identity: Identity
) -> Conversation:
    """Raises ProblemError 403 for a professional's conversation without an identity."""
    if conversation.audience == "public" or _is_professional(connection, identity):
        return conversation
    if is_undecided(connection):
        raise ProblemError(503, "sign_in_unsure", _RETRY_AFTER)
    raise ProblemError(403, "sign_in_again")


def answered(
    conversation: Conversation, connection: HTTPConnection, identity: Identity
) -> Conversation:
    """As `admitted`, but nobody in danger is kept waiting for a database.

    While it is down the words of a professional are answered as a member of the
    public's, which shows nothing that is not for everyone.
    """
    if is_undecided(connection) and identity.person(connection) is None:
        return replace(conversation, audience="public")
    return admitted(conversation, connection, identity)


def _is_professional(connection: HTTPConnection, identity: Identity) -> bool:
    person = identity.person(connection)
    return person is not None and "professional" in person.roles
