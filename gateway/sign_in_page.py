"""The page that says how signing in or out went, with 999 and the main contacts."""

from __future__ import annotations

from typing import Literal

from fastapi.responses import HTMLResponse

from gateway.drawing import Drawing
from gateway.identities.sign_in import SignInReason

Outcome = SignInReason | Literal["sign_out", "signed_out"]


class SignInPage:
    """Needs no session and no provider."""

    def __init__(self, drawing: Drawing) -> None:
        self._drawing = drawing

    def draw(
        self, outcome: Outcome, status: int, leads_to: str | None = None
    ) -> HTMLResponse:
        """`leads_to` is where a browser goes on by itself."""
        scene = self._drawing.scene("public")
        page = {
            "say": lambda key: scene.base.content.word(f"sign_in.{key}"),
            "outcome": outcome,
            "leads_to": leads_to,
            "contacts": scene.base.main_contacts("public", scene.moment),
        }
        text = self._drawing.draw("sign_in.html", scene, page)
        # A form may not lead to another site (form-action), but a page may go on there.
        headers = {"refresh": f"0; url={leads_to}"} if leads_to else None
        return HTMLResponse(text, status, headers)
