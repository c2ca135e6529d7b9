"""Signing in and out, as pages: a browser is led to the provider and back."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.concurrency import run_in_threadpool

from gateway.identities.attempt import same_site_path
from gateway.identities.front_desk import FrontDesk
from gateway.identities.sign_in import SignInError
from gateway.identity import Identity
from gateway.sign_in_page import SignInPage

_STATUS = {"stale": 400, "refused": 403, "not_allowed": 403, "down": 503}


def sign_in_router(desk: FrontDesk, identity: Identity, page: SignInPage) -> APIRouter:
    """`/sign-in`, `/sign-in/done` and `/sign-out`; members of the public need none."""
    router = APIRouter(include_in_schema=False)

    async def failed(error: SignInError) -> HTMLResponse:
        return await run_in_threadpool(page.draw, error.reason, _STATUS[error.reason])

    @router.get("/sign-in")
    async def begin(request: Request, to: str | None = None) -> Response:
        if identity.person(request) is not None:
            return RedirectResponse(same_site_path(to), 303)
        try:
            found = await desk.sign_in.begin(desk.attempt.of(request), to)
        except SignInError as error:
            return await failed(error)
        response = RedirectResponse(found.address, 303)
        desk.attempt.give(response, found.cookie)
        return response

    @router.get("/sign-in/done")
    async def finish(request: Request) -> Response:
        said = dict(request.query_params)
        former = desk.session.of(request)
        try:
            admitted = await desk.sign_in.finish(desk.attempt.of(request), said, former)
        except SignInError as error:
            if error.reason == "stale" and identity.person(request) is not None:
                return RedirectResponse("/", 303)  # by another tab, or by going back
            return await failed(error)
        response = RedirectResponse(admitted.path, 303)
        desk.session.give(response, admitted.token)
        desk.attempt.take(response)
        return response

    @router.get("/sign-out")
    def ask(request: Request) -> Response:
        known = identity.person(request) is not None
        return page.draw("sign_out" if known else "signed_out", 200)

    @router.post("/sign-out")
    async def end(request: Request) -> Response:
        try:
            leads_to = await desk.sign_in.end(desk.session.of(request))
            response = await run_in_threadpool(page.draw, "signed_out", 200, leads_to)
        except SignInError as error:
            response = await failed(error)
        desk.session.take(response)
        desk.attempt.take(response)
        return response

    return router
