"""What the OpenAPI document promises, tried by schemathesis: no 500, and every answer fits its schema."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, given, settings

from sayso import ledger
from sayso.serve.api.questions import QUESTIONS
from sayso.serve.app import application
from sayso.serve.site import Site

schemathesis = pytest.importorskip("schemathesis")

EXAMPLES = int(os.environ.get("SAYSO_SCHEMATHESIS", "15"))
HOST = {"Host": "localhost:8642", "Authorization": "Bearer none"}
"""With a header that no browser would send, so that it is told which methods there are."""


@pytest.fixture(scope="module")
def described(tmp_path_factory, reading):
    """The API of a ledger with one report."""
    from sayso.types import Act

    file = tmp_path_factory.mktemp("api") / "desk.db"
    with ledger.writer(file) as writer:
        writer.add(reading(("Holt", "said", "the bridge toll will rise", Act.SAY)), model="none")
    return schemathesis.openapi.from_asgi("/api/openapi.json", application(Site(file)), headers=HOST)


PATHS = [f"/api{question.path}" for question in QUESTIONS]


@pytest.mark.parametrize("path", PATHS)
def test_what_is_asked_as_described_is_answered_as_described(described, path):
    tried(described[path]["GET"], schemathesis.GenerationMode.POSITIVE)


@pytest.mark.parametrize("path", [path for path in PATHS if "{id}" not in path])  # any words may be an id
def test_what_is_asked_otherwise_is_told_so(described, path):
    tried(described[path]["GET"], schemathesis.GenerationMode.NEGATIVE)


def tried(operation, mode):
    from schemathesis.specs.openapi.checks import positive_data_acceptance

    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case):
        # Whether there is such a place, or a query has a word to look for, no schema can say: 400 is right.
        case.call_and_validate(headers=HOST, excluded_checks=[positive_data_acceptance])

    check()
