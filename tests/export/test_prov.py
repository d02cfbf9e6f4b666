import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from prov.model import ProvDocument
from rdflib import PROV, RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, FOAF

from sayso.export import writer
from sayso.types import ActorKind, Mode, VoiceRole

ID = "0123456789abcdef"


def written(readings) -> str:
    out = io.StringIO(newline="")
    writer("prov")(readings, out)
    return out.getvalue()


def graph(text: str) -> Graph:
    return Graph().parse(data=text, format="json-ld")


def named(kind: str, identifier: str) -> URIRef:
    return URIRef(f"urn:sayso:{kind}:{identifier}")


def check(text: str, readings) -> Graph:
    """That every term of PROV is one, every entity is attributed and derived within the document, and each
    chain leads from the statement over its relays to its origins."""
    triples = graph(text)
    names = {name for triple in triples for name in triple if isinstance(name, URIRef)}
    for name in names:
        if name.startswith(str(PROV)):
            assert name in PROV, name  # a closed namespace: rdflib knows the ontology's terms
    agents, entities = (set(triples.subjects(RDF.type, kind)) for kind in (PROV.Agent, PROV.Entity))
    assert set(triples.objects(None, PROV.wasAttributedTo)) <= agents
    assert set(triples.objects(None, PROV.agent)) <= agents
    assert set(triples.objects(None, PROV.actedOnBehalfOf)) <= agents
    for reading in readings:
        for said in reading.statements:
            entity = named("statement", said.id)
            assert str(triples.value(entity, PROV.value)) == said.content.text
            relays = sum(voice.role is VoiceRole.RELAY for voice in said.voices)
            is_sourced = any(voice.role is VoiceRole.ORIGIN for voice in said.voices)
            steps = 0
            while entity is not None:
                assert entity in entities
                last = entity
                entity = triples.value(last, PROV.wasDerivedFrom) or triples.value(last, PROV.wasQuotedFrom)
                steps += entity is not None
            assert steps == relays + is_sourced
            if is_sourced:
                assert triples.value(named("statement", said.id), PROV.hadPrimarySource) == last
    return triples


def test_a_chain_is_derived_step_by_step(reading):
    triples = check(written([reading]), [reading])
    statement, account = named("statement", f"{ID}:2"), named("account", f"{ID}:2:1")
    utterance = named("utterance", f"{ID}:2")
    board, somebody = named("actor", "organisation:water-board"), named("actor", f"anon:{ID}:1")
    assert (statement, PROV.wasAttributedTo, named("actor", "outlet:larkhaven-courier")) in triples
    assert (statement, PROV.wasDerivedFrom, account) in triples
    assert (account, PROV.wasAttributedTo, board) in triples
    assert (account, PROV.wasDerivedFrom, utterance) in triples
    assert (utterance, PROV.wasAttributedTo, somebody) in triples
    assert (statement, PROV.hadPrimarySource, utterance) in triples
    assert (statement, DCTERMS.isPartOf, named("statement", f"{ID}:1")) in triples
    assert triples.value(somebody, FOAF.name) is None
    (why,) = triples.objects(account, PROV.qualifiedAttribution)
    assert triples.value(why, PROV.agent) == board
    assert triples.value(why, PROV.hadRole) == URIRef("urn:sayso:terms:relay")


def test_words_given_as_the_origins_own_are_a_quotation(reading):
    first = replace(reading.statements[0], mode=Mode.DIRECT)
    triples = check(written([replace(reading, statements=(first,))]), [])
    assert (named("statement", f"{ID}:1"), PROV.wasQuotedFrom, named("utterance", f"{ID}:1")) in triples


def test_the_reports_own_words_are_derived_from_nobody(reading):
    triples = check(written([reading]), [reading])
    own = named("statement", f"{ID}:3")
    assert triples.value(own, PROV.wasAttributedTo) == named("actor", "outlet:larkhaven-courier")
    assert triples.value(own, PROV.hadPrimarySource) is None


def test_an_organ_acts_for_its_state_and_an_unnamed_official_for_nobody(reading):
    courier, board, somebody = reading.actors
    board = replace(board, kind=ActorKind.ORGAN, of=courier.id)
    triples = graph(written([replace(reading, actors=(courier, board, somebody))]))
    organ, unnamed = named("actor", board.id), named("actor", somebody.id)
    assert (organ, PROV.actedOnBehalfOf, named("actor", courier.id)) in triples
    assert triples.value(unnamed, PROV.actedOnBehalfOf) is None
    assert (unnamed, URIRef("urn:sayso:terms:of"), organ) in triples


def test_whom_an_organ_acts_for_is_an_agent_even_where_the_report_does_not_name_it(reading):
    courier, board, somebody = reading.actors
    board = replace(board, kind=ActorKind.ORGAN, of="state:norway")
    check(written([replace(reading, actors=(courier, board, somebody))]), [reading])


def test_a_day_is_a_date_and_a_moment_a_time(reading):
    report = named("report", ID)
    triples = graph(written([reading]))
    when = triples.value(report, DCTERMS.issued)
    assert when == Literal("2031-08-14T09:30:00+01:00", datatype=XSD.dateTime)
    for published, kind in (("2031-08-14", XSD.date), ("2031-08", XSD.gYearMonth)):
        dated = replace(reading, report=replace(reading.report, published=published))
        assert graph(written([dated])).value(report, DCTERMS.issued) == Literal(published, datatype=kind)


def test_an_agent_of_two_reports_stands_once(reading):
    again = replace(reading, report=replace(reading.report, id="f" * 16), statements=())
    ids = [resource["id"] for resource in json.loads(written([reading, again]))["@graph"]]
    assert ids.count("urn:sayso:actor:organisation:water-board") == 1


def test_no_reading_is_an_empty_document():
    assert len(graph(written([]))) == 0


def test_the_prov_library_reads_it(reading):
    document = ProvDocument.deserialize(content=written([reading]), format="rdf", rdf_format="json-ld")
    kinds = [type(record).__name__ for record in document.get_records()]
    assert kinds.count("ProvEntity") == 1 + 3 + 1 + 2  # the report, statements, an account, utterances
    assert kinds.count("ProvAgent") == 3
    derivations = [record for record in document.get_records() if type(record).__name__ == "ProvDerivation"]
    assert len(derivations) >= 3


@given(data=st.data())
def test_odd_text_stays_valid(data, odd):
    readings = [data.draw(odd)]
    check(written(readings), readings)
