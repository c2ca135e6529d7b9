"""One conversation over the HTTP contract, as any front end would hold it."""

from __future__ import annotations

from typing import Any

import httpx

Message = dict[str, Any]
PATIENCE = 30.0


class Talk:
    """`reference` is that of the last reply."""

    def __init__(self, address: str, audience: str = "professional") -> None:
        self._address = f"{address}/api/v1/conversations"
        made = self._call("POST", "", {"audience": audience})
        self.id: str = made.json()["id"]
        self.notice: Message = made.json()["messages"][0]
        self.reference = ""

    def say(self, text: str) -> list[Message]:
        answer = self._call("POST", f"/{self.id}/messages", {"text": text})
        self.reference = answer.json()["reference"]
        messages: list[Message] = answer.json()["messages"]
        return messages

    def turns(self) -> list[dict[str, Any]]:
        turns: list[dict[str, Any]] = self._call("GET", f"/{self.id}").json()["turns"]
        return turns

    def erase(self) -> int:
        return self._call("DELETE", f"/{self.id}").status_code

    def is_gone(self) -> bool:
        return self._ask("GET", f"/{self.id}").status_code == 404

    def _call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return self._ask(method, path, body).raise_for_status()

    def _ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        address = self._address + path
        return httpx.request(
            method, address, json=body, timeout=PATIENCE, trust_env=False
        )
