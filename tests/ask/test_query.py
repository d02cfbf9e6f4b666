"""What a person writes is read as they mean it, and whatever else comes is no fault."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ask.query import parse
from sayso.errors import BadQuestion
from sayso.ledger.query import Field, Query, Term
from sayso.types import Act

TEXT, SPEAKER, ACT, ANONYMITY = Field.TEXT, Field.SPEAKER, Field.ACT, Field.ANONYMITY


def word(written: str, field: Field = TEXT) -> tuple[Term, ...]:
    return (Term(field, (written,)),)


def test_nothing_asks_for_everything():
    assert parse("") == parse(" \n\t") == Query()


def test_all_words_must_hold():
    assert parse("bridge toll") == Query((word("bridge"), word("toll")))


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "””"])
def test_words_between_any_quotation_marks_stand_in_a_row(marks):
    assert parse(f"{marks[0]}bridge toll{marks[1]} talks") == Query(
        ((Term(TEXT, ("bridge", "toll")),), word("talks"))
    )


def test_a_lone_quotation_mark_is_passed_over():
    assert parse('bridge "toll talks') == parse("bridge toll talks")


def test_a_minus_before_a_part_excludes_it():
    assert parse('toll -bridge -"night ferry" -act:deny') == Query(
        (word("toll"),),
        (Term(TEXT, ("bridge",)), Term(TEXT, ("night", "ferry")), Term(ACT, ("deny",))),
    )


def test_a_minus_within_a_word_or_alone_excludes_nothing():
    assert parse("cease-fire - now") == Query(((Term(TEXT, ("cease", "fire")),), word("now")))


def test_a_star_behind_a_word_lets_it_go_on():
    assert parse("embarg*").every == ((Term(TEXT, ("embarg",), prefix=True),),)
    assert parse('"night fer"*').every == ((Term(TEXT, ("night", "fer"), prefix=True),),)


def test_a_star_elsewhere_is_passed_over():
    assert parse("*embargo") == parse('"embargo*"') == parse("embargo")


def test_or_joins_what_stands_beside_it_and_binds_before_the_rest():
    tariff, levy, grain = word("tariff")[0], word("levy")[0], word("grain")[0]
    assert parse("grain tariff OR levy") == Query(((grain,), (tariff, levy)))
    assert parse("tariff OR levy OR grain") == Query(((tariff, levy, grain),))
    assert parse("tariff or levy").every[1] == word("or")


@pytest.mark.parametrize("text", ["OR", "OR tariff", "tariff OR", "tariff OR OR levy"])
def test_or_with_nothing_to_join_is_a_word(text):
    assert word("OR") in parse(text).every


def test_and_says_what_is_so_without_it():
    assert parse("grain AND levy") == parse("grain levy")


def test_a_word_in_quotation_marks_is_no_operator():
    assert parse('grain "OR" levy') == Query((word("grain"), word("OR"), word("levy")))


@pytest.mark.parametrize("text", ["grain OR -levy", "-grain OR levy", "grain OR since:2031"])
def test_what_cannot_be_one_of_several_is_a_bad_question(text):
    with pytest.raises(BadQuestion, match="beside OR"):
        parse(text)


def test_commas_give_a_filter_several_values():
    assert parse("act:deny,reject") == parse("act:deny OR act:reject")
    assert parse('speaker:"Maren Holt",venn*').every == (
        (Term(SPEAKER, ("Maren", "Holt")), Term(SPEAKER, ("venn",), prefix=True)),
    )


def test_a_comma_between_quotation_marks_parts_no_values():
    assert parse('outlet:"Larkhaven, Daily"') == Query(((Term(Field.OUTLET, ("Larkhaven", "Daily")),),))


def test_filters_are_known_in_any_case():
    assert parse("SPEAKER:holt Act:DENY") == parse("speaker:holt act:deny")


def test_an_actor_is_found_by_its_id():
    assert parse("speaker:person:maren-holt").every == ((Term(SPEAKER, ("person", "maren", "holt")),),)


def test_anonymity_is_a_kind_or_yes_or_no():
    assert parse("anonymous:yes") == parse("anonymous:described,unnamed")
    assert parse("anonymous:no") == parse("anonymous:named") == Query((word("named", ANONYMITY),))
    assert parse("-anonymous:yes").never == (*word("described", ANONYMITY), *word("unnamed", ANONYMITY))


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("since:2031-05-28 until:2031-05-28", date(2031, 5, 28), date(2031, 5, 28)),
        ("since:2031-05 until:2031-05", date(2031, 5, 1), date(2031, 5, 31)),
        ("since:2031 until:2031", date(2031, 1, 1), date(2031, 12, 31)),
        ("until:2032-02", None, date(2032, 2, 29)),
        ("until:9999", None, date.max),
        ("since:2031 since:2031-04", date(2031, 4, 1), None),
        ("until:2031 until:2032", None, date(2031, 12, 31)),
        ('since:"2031-05"', date(2031, 5, 1), None),
    ],
)
def test_days_are_days_months_or_years(text, since, until):
    assert parse(text) == Query(since=since, until=until)


@pytest.mark.parametrize("text", ["foo:bar", "12:30", "https://larkhaven.example/a?b=c"])
def test_what_only_looks_like_a_filter_is_looked_for_as_words(text):
    (only,) = parse(text).every
    assert only[0].field is TEXT
    assert len(only[0].words) > 1


@pytest.mark.parametrize(
    ("text", "named", "allowed"),
    [
        ("act:denied", "act:denied", "deny"),
        ("act:deny*", r"act:deny\*", "deny"),
        ("act:deny,nope", "act:nope", "deny"),
        ("anonymous:perhaps", "anonymous:perhaps", "described"),
        ("since:yesterday", "since:yesterday", "2031-05-28"),
        ("since:2031-13", "since:2031-13", "2031-05-28"),
        ("until:2031-02-29", "until:2031-02-29", "2031-05-28"),
        ("until:0000", "until:0000", "2031-05-28"),
        ("since:2031,2032", "since:2031,2032", "2031-05-28"),
        ("-since:2031", "-since:2031", "until:"),
        ("since:2032 until:2031", "since:2032-01-01", "turn"),
        ("speaker: holt", "speaker:", "blank"),
        ("speaker:...", r"speaker:\.\.\.", "letters"),
        ("?!", r"\?!", "letters"),
    ],
)
def test_a_bad_value_is_named_with_what_is_allowed(text, named, allowed):
    with pytest.raises(BadQuestion, match=f"{named}.*{allowed}"):
        parse(text)


def test_a_complaint_is_one_short_line():
    with pytest.raises(BadQuestion) as caught:
        parse("since:" + "\x1b[31m\x00" * 1_000)
    message = str(caught.value)
    assert len(message) < 200
    assert message.isprintable()


@given(st.text() | st.text(alphabet="aé́ OR AND NEAR-*^:,()\"“”„'\x00\n🎉_"))
def test_any_text_is_a_query_or_a_bad_question(text):
    try:
        query = parse(text)
    except BadQuestion:
        return
    assert parse(str(query)) == query


words = st.from_regex(r"[a-z]{1,4}|OR|AND|Ünit|7", fullmatch=True)
free = st.sampled_from([TEXT, SPEAKER, Field.OUTLET, Field.VIA])
terms = st.one_of(
    st.builds(Term, free, st.lists(words, min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(Term, st.just(ACT), st.sampled_from(Act).map(lambda act: (act.value,))),
    st.builds(Term, st.just(ANONYMITY), st.sampled_from([("named",), ("described",), ("unnamed",)])),
)
groups = st.lists(terms, min_size=1, max_size=3, unique=True).map(tuple)
queries = st.builds(
    lambda every, never, days: Query(tuple(every), tuple(never), *days),
    st.lists(groups, max_size=3, unique=True),
    st.lists(terms, max_size=3, unique=True),
    st.tuples(st.none() | st.dates(), st.none() | st.dates()).filter(
        lambda days: None in days or days[0] <= days[1]
    ),
)


@given(queries)
def test_a_query_reads_back_as_it_is_written(query):
    assert parse(str(query)) == query


def test_a_very_long_question_is_read_in_time():
    assert len(parse("word " * 2_000 + "more").every) == 2
    assert len(parse(" ".join(f"w{n}" for n in range(2_000))).every) == 2_000
    assert parse('"' * 10_001 + "a").every == (word("a"),)


@pytest.mark.parametrize("words", [(), ("",), ("?", " ")])
def test_a_term_without_a_word_cannot_be(words):
    with pytest.raises(BadQuestion, match="speaker"):
        Term(SPEAKER, words)


def test_a_group_without_a_term_cannot_be():
    with pytest.raises(BadQuestion, match="group"):
        Query(((),))
