"""`make fuzz`: thousands of messages that nobody means well with, to a real gateway."""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path

import httpx

from scripts import processes
from scripts.environment import GATEWAY
from scripts.fuzz_messages import messages
from scripts.ports import HOST, Ports
from scripts.say import say
from scripts.service import PATIENCE
from scripts.settings import PREFIX, ROOT, Settings, read_settings
from scripts.stack import apart, own_settings_only
from scripts.supervisor import Supervisor, wait_until_ready

COUNT = 20_000
WORKERS = 4
PER_CONVERSATION = 200
ANSWER = [{"custom": {"kind": "answer", "text": "These are the criteria."}}]


@dataclass
class Found:
    """What came back; a failure keeps the number of its message, never its text."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    restarts: int = 0

    @property
    def is_well(self) -> bool:
        return not self.failures and not self.restarts


def main(arguments: Sequence[str]) -> int:
    """Returns 1 for any failure, empty reply or restart."""
    count = int(arguments[0]) if arguments else COUNT
    found = Found()
    with tempfile.TemporaryDirectory() as folder, _fake_rasa() as rasa:
        settings = apart(read_settings(os.environ, ROOT), Path(folder))
        settings.make_folders()
        with _gateway(settings, rasa, found) as address:
            _pour(address, count, found)
    for status, times in sorted(found.statuses.items()):
        say(f"{status}: {times}")
    for failure in found.failures[:20]:
        say(failure)
    say(f"{count} messages, {len(found.failures)} failures, {found.restarts} restarts")
    return 0 if found.is_well else 1


@contextmanager
def _gateway(settings: Settings, rasa: str, found: Found) -> Iterator[str]:
    def told(what: str) -> None:
        found.restarts += 1
        say(what)

    ports = Ports(rasa=0, actions=0)
    env = {
        **processes.service_environment(settings, ports, own_settings_only(os.environ)),
        PREFIX + "RASA_URL": rasa,
        PREFIX + "MESSAGES_PER_CONVERSATION": "1000000",
    }
    process = processes.gateway(settings, str(GATEWAY.python(settings)), env)
    with Supervisor(settings.logs, told) as supervisor:
        supervisor.start(process)
        wait_until_ready(process.ready_url or "", PATIENCE)
        yield f"http://{HOST}:{settings.port}"


def _pour(address: str, count: int, found: Found) -> None:
    share = count // WORKERS
    threads = [
        threading.Thread(target=_talk, args=(address, number, share, found))
        for number in range(WORKERS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _talk(address: str, seed: int, count: int, found: Found) -> None:
    bodies = messages(seed, count)
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as http:
        while part := list(islice(bodies, PER_CONVERSATION)):
            made = http.post("/api/v1/conversations").json()["id"]
            for body in part:
                _say(http, f"/api/v1/conversations/{made}/messages", body, found)
            if http.get(f"/api/v1/conversations/{made}").status_code != 200:
                found.failures.append("a conversation that cannot be read again")


def _say(http: httpx.Client, path: str, body: bytes, found: Found) -> None:
    headers = {"content-type": "application/json"}
    try:
        reply = http.post(path, content=body, headers=headers)
        told = reply.json()
    except (httpx.HTTPError, ValueError) as error:
        found.failures.append(f"{type(error).__name__} for {body[:40]!r}")
        return
    found.statuses[reply.status_code] += 1
    texts = [message["text"] for message in told.get("messages", [])]
    is_empty = reply.status_code == 200 and not (texts and all(map(str.strip, texts)))
    if reply.status_code >= 500 or is_empty:
        found.failures.append(f"{reply.status_code} for {body[:40]!r}")


@contextmanager
def _fake_rasa() -> Iterator[str]:
    class Webhook(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply(b"Hello")

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self._reply(json.dumps(ANSWER).encode())

        def _reply(self, body: bytes) -> None:
            self.send_response(200)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer((HOST, 0), Webhook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
