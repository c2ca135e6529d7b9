"""A small stand-in for Rasa: its REST webhook answers with the real content."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gateway.message import model_of
from knowledge.knowledge_base import KnowledgeBase
from knowledge.message import Message
from knowledge.model import Audience
from tests.knowledge.small_world import counted

SLOW = 1.0
Answer = Callable[[KnowledgeBase, Audience, datetime], list[Message]]


def _topic(name: str) -> Answer:
    return lambda base, audience, moment: [base.answer(name, audience, moment)]


def _emergency(
    base: KnowledgeBase, audience: Audience, moment: datetime
) -> list[Message]:
    contacts = ("emergency_999", "police_101", "massh")
    return [
        Message(
            kind="emergency",
            text=base.content.word(f"emergency.{audience}"),
            routes=("emergency_999",),
            contacts=base.directory.cards(contacts, audience, moment),
        )
    ]


def _figures(
    _base: KnowledgeBase, audience: Audience, moment: datetime
) -> list[Message]:
    """Of a small content, so that a chart stands whatever the content holds."""
    return [KnowledgeBase(counted()).answer("panel/figures", audience, moment)]


def _choice(
    base: KnowledgeBase, audience: Audience, _moment: datetime
) -> list[Message]:
    return [base.choose(("maars/criteria", "section42/criteria"), audience)]


def _unsure(base: KnowledgeBase, audience: Audience, moment: datetime) -> list[Message]:
    return [base.refuse("unsure", audience, moment)]


ANSWERS: dict[str, Answer] = {
    "knife": _emergency,
    "refer to maars": _topic("maars/how_to_refer"),
    "maars": _topic("maars/criteria"),
    "massh": _topic("massh/contact"),
    "which": _choice,
    "figures": _figures,
}


def messages(
    base: KnowledgeBase, said: str, audience: Audience, moment: datetime
) -> list[Message]:
    """The first answer whose words are in what was said."""
    heard = said.casefold()
    answer = next((ANSWERS[words] for words in ANSWERS if words in heard), _unsure)
    return answer(base, audience, moment)


@contextmanager
def fake_rasa(base: KnowledgeBase) -> Iterator[str]:
    """Serves until the end of the block; gives the address."""

    class Webhook(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(b"Hello from Rasa: 3.6.21")

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if "slow" in body["message"]:
                time.sleep(SLOW)
            told = body["metadata"]
            moment = datetime.fromisoformat(told["moment"])
            found = messages(base, body["message"], told["audience"], moment)
            replies = [
                {
                    "recipient_id": body["sender"],
                    "custom": model_of(message).model_dump(mode="json"),
                }
                for message in found
            ]
            self._reply(json.dumps(replies).encode())

        def _reply(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Webhook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
