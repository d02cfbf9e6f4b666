"""FTS5 finds what the query says, and takes whatever anybody writes."""

import unicodedata
from datetime import date

import pysqlite3 as sqlite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ask.query import parse
from sayso.errors import BadQuestion
from sayso.ledger.query import Field, Query, Term
from sayso.ledger.sqlite.keys import first_key, minute
from sayso.ledger.sqlite.matching import match, rows

COLUMNS = tuple(field.value for field in Field)
DOCUMENTS = [
    ("The bridge toll will rise in May", "Maren Holt · person:maren-holt", "Larkhaven Courier", "", "say"),
    ("no bridge, no toll: “cease-fire” talks", "Ida Venn", "Quay Post quaypost.example", "", "deny"),
    ("the night ferry's toll", "an official", "Quay Post", "Larkhaven Courier", "reject"),
    ("Café owners don't pay a TOLL near the OR and", "José Öster", "Larkhaven Courier", "", "say"),
    ("мост и 渡船 12:30 bridges, ferryboat", "", "Quay Post", "wire", "report"),
    ("", "", "", "", "say"),
]
ANONYMITY = ("named", "named", "unnamed", "described", "", "")


@pytest.fixture(scope="module")
def table():
    connection = sqlite.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE t USING fts5 ({', '.join(COLUMNS)}, tokenize='unicode61 remove_diacritics 2')"
    )
    for key, document in enumerate(documents()):
        marks = ", ".join("?" * (len(COLUMNS) + 1))
        connection.execute(
            f"INSERT INTO t (rowid, {', '.join(COLUMNS)}) VALUES ({marks})", (key, *document.values())
        )
    yield connection
    connection.close()


def documents() -> list[dict[str, str]]:
    return [
        dict(zip(COLUMNS, (*document, anonymity), strict=True))
        for document, anonymity in zip(DOCUMENTS, ANONYMITY, strict=True)
    ]


def found(table: sqlite.Connection, query: Query) -> list[int]:
    expression = match(query)
    if expression is None:
        return list(range(len(DOCUMENTS)))
    return [
        row for (row,) in table.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (expression,))
    ]


def tokens(text: str) -> list[str]:
    """Letters and digits in runs, in lower case and without accents: told apart one character at a time."""
    runs, run = [], ""
    for character in unicodedata.normalize("NFD", text):
        kind = unicodedata.category(character)
        if kind[0] in "LN":
            run += character.lower()
        elif not (run and kind == "Mn"):
            runs.append(run)
            run = ""
    return [run for run in [*runs, run] if run]


def holds(term: Term, document: dict[str, str]) -> bool:
    here, wanted = tokens(document[term.field.value]), tokens(" ".join(term.words))
    for start in range(len(here) - len(wanted) + 1):
        row = here[start : start + len(wanted)]
        same = row[-1].startswith(wanted[-1]) if term.prefix else row[-1] == wanted[-1]
        if row[:-1] == wanted[:-1] and same:
            return True
    return False


def by_hand(query: Query) -> list[int]:
    return [
        number
        for number, document in enumerate(documents())
        if all(any(holds(term, document) for term in group) for group in query.every)
        and not any(holds(term, document) for term in query.never)
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("toll", [0, 1, 2, 3]),
        ("bridge*", [0, 1, 4]),
        ('"bridge toll"', [0]),
        ('"night fer"*', [2]),
        ("ferry's", [2]),
        ("cease-fire", [1]),
        ("cafe", [3]),
        ("CAFÉ", [3]),
        ("МОСТ 渡船", [4]),
        ("12:30", [4]),
        ("NEAR toll", [3]),
        ("toll -bridge", [2, 3]),
        ("-toll", [4, 5]),
        ("-toll -act:report", [5]),
        ("ferry OR bridge", [0, 1, 2]),
        ("speaker:holt", [0]),
        ("speaker:person:maren-holt", [0]),
        ("speaker:oster OR via:larkhaven", [2, 3]),
        ("outlet:quaypost.example", [1]),
        ("outlet:larkhaven,wire", [0, 3]),
        ("anonymous:yes", [2, 3]),
        ("anonymous:named,unnamed", [0, 1, 2]),
        ("-anonymous:no", [2, 3, 4, 5]),
        ("maren", []),
    ],
)
def test_a_query_finds_its_statements(table, text, numbers):
    assert found(table, parse(text)) == numbers


alphabet = "abto lé́ OR-*^:,()\"“”'\x00\n🎉_{}+NEAR"
PARTS = ["toll", "bridge", "tol*", '"bridge toll"', "OR", "AND", "-ferry", "-no", "café", "渡船", "f*"]
FILTERS = ["act:say", "-act:deny", "speaker:h*", "outlet:post", "anonymous:yes", 'speaker:"Maren Holt",venn']
fragments = st.sampled_from(PARTS + FILTERS)


@given(st.lists(fragments, max_size=6).map(" ".join) | st.text(alphabet=alphabet, max_size=40))
def test_the_full_text_search_agrees_with_looking_at_each_statement(table, text):
    try:
        query = parse(text)
    except BadQuestion:
        return
    assert found(table, query) == by_hand(query)


@given(st.text(max_size=80))
def test_no_text_is_an_error_of_the_database(table, text):
    try:
        query = parse(text)
    except BadQuestion:
        return
    found(table, query)


@pytest.mark.parametrize("join", [" ", " OR ", " -", ",", '"'])
def test_a_very_long_question_is_no_error_of_the_database(table, join):
    for text in (join.join(["toll"] * 2_000), join.join(f"w{number}" for number in range(2_000))):
        found(table, parse(text))


def test_words_made_by_hand_are_no_syntax(table):
    query = Query(((Term(Field.TEXT, ('toll" OR text : "', "\x00", "\udcff")),),))
    assert found(table, query) == []


def test_days_are_ranges_of_keys():
    low, high = rows(Query(since=date(2031, 5, 1), until=date(2031, 5, 1)))
    inside = ["2031-05-01", "2031-05-01T00:00:00Z", "2031-05-01T23:59:59Z"]
    assert all(low <= first_key(minute(moment)) < high for moment in inside)
    outside = ["2031-04-30T23:59:00Z", "2031-05-02", None]
    assert not any(low <= first_key(minute(moment)) < high for moment in outside)


def test_without_days_the_undated_are_there_too():
    low, high = rows(Query())
    assert all(low <= first_key(minute(moment)) < high for moment in (None, "1850-01-01", "2200-01-01"))
