"""The API's description: an OpenAPI 3.1 document, made of the table that routes it."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from sayso import __version__
from sayso.serve.api import live, schemas
from sayso.serve.api.parameters import Parameter
from sayso.serve.api.questions import QUESTIONS, Question

BASE = "/api"
PROBLEMS = {
    "400": "A question that cannot be asked so.",
    "401": "A token is needed.",
    "404": "The ledger keeps nothing of this id.",
    "406": "Only JSON is to be had here.",
    "421": "This is not the address that Sayso serves.",
    "500": "Something went wrong; it is in the server's log.",
    "503": "Another program is writing to the ledger, or too many ask; try again in a moment.",
}
_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "minLength": 1},
    "description": "As lists give it.",
}


@cache
def encoded() -> bytes:
    """The document as JSON."""
    return msgspec.json.encode(document())


def document() -> dict[str, Any]:
    """The document: a path for each question, and the shapes of the answers."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Sayso",
            "version": __version__,
            "summary": "Who said what, through whom, when, how sure, on which condition.",
            "description": (
                "The questions over a ledger of news reports. Lists come by page: `limit` rows, and `next`,"
                " which given as `after` leads to the next page. Every answer has an ETag. Offsets are"
                " half-open, in code points of the report's text."
            ),
        },
        "security": [{}, {"token": []}],
        "paths": {
            **{BASE + question.path: {"get": _operation(question)} for question in QUESTIONS},
            BASE + live.PATH: {"get": _stream()},
        },
        "components": {
            "schemas": schemas.components(),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "Where Sayso listens on more than this machine: the printed token.",
                }
            },
        },
    }


def _operation(question: Question) -> dict[str, Any]:
    problems = {status: _problem(told) for status, told in PROBLEMS.items()}
    answer = {"application/json": {"schema": schemas.ref(question.returns)}}
    parameters = [_parameter(one) for one in question.parameters]
    return {
        "operationId": question.name,
        "summary": question.told,
        "parameters": [_ID, *parameters] if "{id}" in question.path else parameters,
        "responses": {
            "200": {"description": "The answer.", "content": answer, "headers": {"ETag": _ETAG}},
            "304": {"description": "It is as you had it (`If-None-Match`)."},
            **problems,
        },
    }


def _stream() -> dict[str, Any]:
    """The live stream, whose events OpenAPI 3.1 can only describe in words."""
    back = {
        "name": "Last-Event-ID",
        "in": "header",
        "required": False,
        "description": "The id of the last event that was had: go on behind it.",
        "schema": {"type": "string", "pattern": "^[0-9]{1,15}(:-?[0-9]{1,16})?$"},
    }
    told = "Events called `statement`, each with an id and a `Row` as JSON; in between, comments."
    events = {live.KIND: {"schema": {"type": "string", "contentMediaType": live.KIND}}}
    problems = {status: _problem(why) for status, why in PROBLEMS.items() if status != "404"}
    return {
        "operationId": "live",
        "summary": live.TOLD,
        "parameters": [*(_parameter(one) for one in live.PARAMETERS), back],
        "responses": {"200": {"description": told, "content": events}, **problems},
    }


_ETAG = {"description": "A mark of the answer, to ask whether it is still so.", "schema": {"type": "string"}}


def _problem(told: str) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schemas.ref("Error")}}}


def _parameter(one: Parameter) -> dict[str, Any]:
    example = {"example": one.example} if one.example else {}
    return {
        "name": one.name,
        "in": "query",
        "required": one.required,
        "description": one.told,
        "schema": dict(one.schema),
        **example,
    }
