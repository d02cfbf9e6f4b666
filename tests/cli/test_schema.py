import json

from sayso.cli import run
from sayso.export import schema


def test_the_schema_is_printed(capsys):
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(schema())
