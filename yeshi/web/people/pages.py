"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from yeshi.base.refused import Refused
from yeshi.web.frame.desk import Desk


def local_path(path: str) -> str:
    """The path, if it leads nowhere else; else the front page."""
    inside = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if inside else "/"


def sign_in_router(desk: Desk) -> APIRouter:
    """The door for those who work for the city, a foundation or a party of an accord."""
    router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @router.get("/sign-in")
    def door(request: Request, back: str = "/") -> Response:
        with desk.engine.store.begin() as work:
            demo = [person for person in work.persons.all() if person.is_demo]
        return desk.render.page(request, "people/sign_in.html", demo=demo, back=local_path(back))

    @router.post("/sign-in")
    def enter(
        request: Request,
        who: str = Form(max_length=60, alias="id"),
        password: str = Form("", max_length=200),
        back: str = Form("/", max_length=300),
    ) -> Response:
        person = desk.sign_in.enter(who.strip(), password)
        if isinstance(person, Refused):
            return desk.render.refused(request, person, f"/sign-in?back={local_path(back)}")
        response = RedirectResponse(local_path(back), status_code=303)
        desk.sign_in.keep(person, response)
        return response

    @router.post("/sign-out")
    def leave() -> Response:
        response = RedirectResponse("/", status_code=303)
        desk.sign_in.leave(response)
        return response

    return router
