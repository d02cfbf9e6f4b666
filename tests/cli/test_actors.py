import csv
import io
import json

import pytest

from sayso.cli import run


def test_an_actor_is_found_by_any_name(capsys):
    assert run(["actors", "kiev"]) == 0
    assert "state:ukraine" in capsys.readouterr().out


def test_all_words_must_be_there_and_the_kind_must_fit(capsys):
    assert run(["actors", "ukraine", "president", "--kind", "person"]) == 0
    out = capsys.readouterr().out
    assert "person:volodymyr-zelensky" in out
    assert "state:" not in {line.split(":")[0] + ":" for line in out.splitlines()}


def test_nothing_found_is_told_and_fails(capsys):
    assert run(["actors", "zzyzx"]) == 1
    assert "no actor has these words" in capsys.readouterr().err


def test_tables_are_for_machines(capsys):
    assert run(["actors", "zelensky", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["role"] == "president"
    assert run(["actors", "zelensky", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == rows


def test_a_file_of_ones_own_is_laid_over(tmp_path, capsys):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[actor]]\nid = "outlet:larkhaven-courier"\nname = "Larkhaven Courier"\nnames = ["the Lark"]\n'
    )
    assert run(["actors", "lark", "--actors", str(own)]) == 0
    assert "outlet:larkhaven-courier" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("own.toml", "[[actor]\n", "is no table of actors"),
        ("own.csv", "id,name\nlarkhaven,Larkhaven\n", "not of the form kind:name"),
        ("own.csv", "id,nome\nstate:lark,Lark\n", "unknown column “nome”"),
        ("own.csv", "id,name,since\nperson:lark,Lark,May 2025\n", "write a date as"),
        ("own.csv", "id,name\nstate:lark,\n", "has no name"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(tmp_path, capsys, name, content, problem):
    own = tmp_path / name
    own.write_text(content)
    assert run(["actors", "--actors", str(own)]) == 2
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert str(own) in message
    assert problem in message


def test_a_missing_file_is_one_line_that_names_it(tmp_path, capsys):
    assert run(["actors", "--actors", str(tmp_path / "no.csv")]) == 2
    assert "no.csv" in capsys.readouterr().err
