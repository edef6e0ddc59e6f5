"""What a graph says, whatever was read: the contract of ``ontology/README.md``."""

import dataclasses
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, QB, RDF, RDFS, SKOS, VOID, XSD

from hdkg.model import (
    Article,
    Attribution,
    AttributionBasis,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Extraction,
    LedgerEntry,
    LedgerKind,
    LedgerStatus,
    Metadata,
    Observation,
    Origin,
    Period,
    Quantity,
    Reading,
    SlotName,
    SlotReading,
    Span,
    StatisticKind,
)
from hdkg.resources import ontology_dir
from hdkg.triples import to_graph, turtle
from hdkg.triples.catalogue import catalogue
from hdkg.triples.entities import classes, english_name
from hdkg.triples.namespaces import GEO, HD, HDC, SDMX_MEASURE
from hdkg.validation import validate

SMALL = Path(__file__).parents[1] / "fixtures" / "small-county.ttl"


@pytest.fixture
def graph(small_county: Extraction) -> Graph:
    return to_graph(small_county)


def test_graph_is_valid(graph: Graph) -> None:
    report = validate(graph)
    assert report.conforms, report


def test_nothing_is_blank_and_triples_are_counted(graph: Graph) -> None:
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)
    (count,) = graph.objects(None, VOID.triples)
    assert int(str(count)) == len(graph) > 2000
    (entities,) = graph.objects(None, VOID.entities)
    assert int(str(entities)) == len(set(graph.subjects(RDF.type, HD["Entity"])))


def test_every_quote_stands_at_its_offsets(graph: Graph, small_county: Extraction) -> None:
    spans = list(graph.subjects(RDF.type, HD["Span"]))
    for span in spans:
        start, end = (int(str(graph.value(span, HD[name]))) for name in ("start", "end"))
        assert small_county.article.text[start:end] == str(graph.value(span, HD["exact"]))
        assert 0 < end - start <= 40
    assert len(spans) > 60


def test_every_claim_has_its_words(graph: Graph) -> None:
    claims = set(graph.subjects(RDF.type, HD["Claim"]))
    assert claims == set(graph.subjects(PROV.wasDerivedFrom)) - set(graph.subjects(RDF.type, HD["LedgerEntry"]))
    kinds = {str(kind) for claim in claims for kind in graph.objects(claim, RDF.type)}
    names = "Observation Ranking Conferral Recognition Attribution Participation Comparison Completion Superlative"
    assert {str(HD[name]) for name in names.split()} < kinds
    assert len(claims) == 18 + 4 + 6 + 1 + 2 + 2 + 5 + 2  # one of the 19 figures is told twice


def test_a_figure_told_twice_is_one_node_with_two_spans(graph: Graph) -> None:
    (twice,) = [
        node for node in graph.subjects(RDF.type, QB.Observation) if len(set(graph[node : PROV.wasDerivedFrom])) > 1
    ]
    assert graph.value(twice, HD["writtenValue"]) == Literal("120.5")
    assert graph.value(twice, SDMX_MEASURE["obsValue"]) == Literal("12050000000.0", datatype=XSD.decimal)


def test_every_kind_is_there_with_the_ontologys_superclasses(graph: Graph) -> None:
    core = Graph().parse(ontology_dir() / "core.ttl")
    kinds = {kind for kind in EntityKind if (None, RDF.type, HD[kind]) in graph}
    assert kinds == set(EntityKind)
    for kind in EntityKind:
        above = {cls for cls in core.transitive_objects(HD[kind], RDFS.subClassOf) if str(cls).startswith(str(HD))}
        assert above == {HD[name] for name in classes(kind)}, kind


def test_every_term_is_the_ontologys(graph: Graph) -> None:
    known: set[object] = set()
    for path in ontology_dir().glob("*.ttl"):
        known |= set(Graph().parse(path).subjects(RDF.type))
    hdkg = [node for triple in graph for node in triple if str(node).startswith("https://w3id.org/hdkg/")]
    unknown = {node for node in hdkg if not str(node).startswith("https://w3id.org/hdkg/id/")} - known
    assert not unknown
    assert len(set(hdkg)) > 400
    assert OWL.Class not in set(graph.objects())


def test_every_concept_used_brings_its_labels(graph: Graph) -> None:
    used = {str(node) for node in graph.objects() if isinstance(node, URIRef)} & catalogue().keys()
    assert len(used) > 60
    for iri in used:
        labels = {label.language for label in graph.objects(URIRef(iri), SKOS.prefLabel) if isinstance(label, Literal)}
        assert {"zh", "en"} <= labels, iri


def test_problems_solved_by_two_initiatives_are_told_apart(graph: Graph) -> None:
    solved = {
        str(graph.value(node, HD["writtenValue"])): str(graph.value(graph.value(node, HD["breakdown"]), RDFS.label))
        for node in graph.subjects(HD["writtenName"], Literal("解决问题"))
    }
    assert solved == {"86": "“企业恳谈会”", "120": "“三联”工作"}
    firms = graph.value(predicate=HD["writtenName"], object=Literal("净增市场主体"))
    assert graph.value(firms, HD["breakdown"]) == HDC["breakdown-total"]


def test_two_villages_of_one_name_stay_two(graph: Graph) -> None:
    villages = list(graph.subjects(RDFS.label, Literal("新华村", lang="zh")))
    towns = {
        str(label) for village in villages for label in graph.objects(graph.value(village, GEO.sfWithin), RDFS.label)
    }
    assert len(villages) == 2
    assert {"河口镇", "石桥镇"} < towns


def test_two_writings_of_one_name_become_one(graph: Graph) -> None:
    node = graph.value(predicate=RDFS.label, object=Literal("“三联”工作", lang="zh"))
    assert list(graph.objects(node, SKOS.altLabel)) == [Literal("三联工作", lang="zh")]
    assert len(set(graph.objects(node, HD["mentionedIn"]))) == 2
    assert (node, RDF.type, HD["Programme"]) not in graph  # the first mention's class leads


# --- any extraction gives a valid graph

ARTICLE = Article(
    "青溪县甲村办厂23家，又办厂5家。" * 4,
    (Block(BlockKind.BODY, (Span(0, 72),), ""),),
    Metadata(county="990124", published="2024-01-05"),
)
COUNTY = Entity("c", EntityKind.COUNTY, "青溪县", code="990124", spans=(Span(0, 3),))


def figure(key: str, value: str, **more: object) -> Observation:
    given = {
        "spans": (Span(3, 9),),
        "rule": "figure",
        "subject": "c",
        "area": "c",
        "indicator": "enterprises",
        "name": "办厂",
        "written_name": "办厂",
        "kind": StatisticKind.LEVEL,
        "quantity": Quantity(value, "家", Decimal(value), "item"),
        "period": Period("2023", "2023"),
        **more,
    }
    return Observation(key=key, **given)  # type: ignore[arg-type]


def values(graph: Graph) -> dict[str, str]:
    """Return each observation's breakdown by its figure."""
    return {
        str(graph.value(node, HD["writtenValue"])): str(
            next(
                label
                for label in graph.objects(graph.value(node, HD["breakdown"]), RDFS.label)
                if label.language == "zh"
            )
        )
        for node in graph.subjects(RDF.type, HD["Observation"])
    }


def test_a_second_figure_that_nothing_tells_apart_is_kept_and_marked() -> None:
    growth = figure("g", "9", kind=StatisticKind.GROWTH, qualifies="b")
    claims = (figure("a", "23"), figure("b", "5"), figure("a2", "23"), growth)
    graph = to_graph(Extraction(ARTICLE, "c", (COUNTY,), claims, ()))
    assert validate(graph).conforms
    assert values(graph) == {"23": "总计", "5": "办厂（文中第2处）", "9": "办厂（文中第2处）"}


def test_the_surest_reading_describes_a_figure_told_twice() -> None:
    guessed = figure("a", "23", rule="guess", readings=(SlotReading(SlotName.PERIOD, Reading.INFERRED, "x"),))
    graph = to_graph(Extraction(ARTICLE, "c", (COUNTY,), (guessed, figure("b", "23", spans=(Span(20, 26),))), ()))
    (node,) = graph.subjects(RDF.type, HD["Observation"])
    assert graph.value(node, HD["rule"]) == Literal("figure")
    assert graph.value(node, HD["reading"]) == HDC["reading-asserted"]
    assert len(set(graph.objects(node, PROV.wasDerivedFrom))) == 2


def test_a_span_that_is_too_long_is_cut() -> None:
    graph = to_graph(Extraction(ARTICLE, "c", (COUNTY,), (figure("a", "23", spans=(Span(0, 72),)),), ()))
    assert validate(graph).conforms
    assert max(int(str(end)) for end in graph.objects(None, HD["end"])) == 40


def test_parents_come_from_the_codes() -> None:
    article = dataclasses.replace(ARTICLE, metadata=Metadata(county="510822", published="2024-01-05"))
    county = dataclasses.replace(COUNTY, name="青川县", code="510822")
    graph = to_graph(Extraction(article, "c", (county,), (), ()))
    (city,) = graph.objects(URIRef("https://w3id.org/hdkg/id/division/510822"), GEO.sfWithin)
    (province,) = graph.objects(city, GEO.sfWithin)
    labels = {str(label) for node in (city, province) for label in graph.objects(node, RDFS.label)}
    assert {"广元市", "四川省", "Guangyuan City", "Sichuan Province"} <= labels


def test_a_restatement_cites_the_article_and_has_a_title_of_its_own() -> None:
    about = Metadata(
        county="990124",
        published="2024-01-05",
        title="山高水长",
        newspaper="青溪日报",
        authors=("甲", "乙"),
        also_published=("青溪在线",),
        restatement=True,
    )
    title = Block(BlockKind.TITLE, (Span(0, 5),), "")
    article = dataclasses.replace(ARTICLE, metadata=about, blocks=(title,))
    graph = to_graph(Extraction(article, "c", (COUNTY,), (), ()))
    (node,) = graph.subjects(RDF.type, HD["Article"])
    assert graph.value(node, DCTERMS.title) == Literal("青溪县甲村", lang="zh")
    (citation,) = graph.objects(node, DCTERMS.bibliographicCitation)
    assert str(citation) == "甲、乙，山高水长，青溪日报，2024-01-05；青溪在线"
    assert (node, DCTERMS.publisher, None) not in graph
    assert validate(graph).conforms
    itself = dataclasses.replace(article, metadata=dataclasses.replace(about, restatement=False))
    plain = to_graph(Extraction(itself, "c", (COUNTY,), (), ()))
    assert plain.value(node, DCTERMS.title) == Literal("山高水长", lang="zh")
    assert set(plain.objects(node, DCTERMS.creator)) == {Literal("甲", lang="zh"), Literal("乙", lang="zh")}


def test_a_source_put_together_from_several_places_names_each_at_its_section() -> None:
    page, other = "https://example.org/a?b=1", "https://example.org/c"
    origins = (
        Origin("", "甲日报", "2016-07", page, ("一、农业",)),
        Origin("乙网年报", "", "", other, ("一、农业", "二、工业")),
        Origin("", "丙报", "2023", "", ("二、工业",)),
    )
    about = Metadata(county="990124", published="2024-01-05", restatement=True, origins=origins)
    spans = [Span(at, at + 5) for at in (0, 5, 10)]
    blocks = tuple(
        Block(BlockKind.BODY, (span,), section)
        for span, section in zip(spans, ["", "一、农业", "二、工业"], strict=True)
    )
    article = dataclasses.replace(ARTICLE, metadata=about, blocks=blocks)
    graph = to_graph(Extraction(article, "c", (COUNTY,), (), ()))
    told = {
        str(graph.value(node, RDFS.label)): (
            sorted(map(str, graph.objects(node, PROV.hadPrimarySource))),
            str(graph.value(node, DCTERMS.bibliographicCitation)),
        )
        for node in graph.subjects(RDF.type, HD["Section"])
    }
    assert told == {
        "一、农业": ([page, other], "甲日报，2016-07；乙网年报"),
        "二、工业": ([other], "乙网年报；丙报，2023"),
    }
    (node,) = graph.subjects(RDF.type, HD["Article"])
    assert set(graph.objects(node, PROV.hadPrimarySource)) == {URIRef(page), URIRef(other)}
    assert str(graph.value(node, DCTERMS.bibliographicCitation)) == "甲日报，2016-07；乙网年报；丙报，2023"
    assert validate(graph).conforms


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("长沙县", "Changsha County"),
        ("南岳区", "Nanyue District"),
        ("新晃侗族自治县", ""),
        ("县", ""),
        ("15个村", ""),
        ("青溪", ""),
    ],
)
def test_english_names(name: str, english: str) -> None:
    assert english_name(name) == english


names = st.text(min_size=1, max_size=60)
periods = st.sampled_from([None, Period("2023", "2023"), Period("2023-02", "2023-02"), Period("2022-07", "2023-06")])
# Provinces, cities and counties come from the table of codes.
kinds = st.sampled_from([kind for kind in EntityKind if kind not in {"Province", "City", "County"}])
figures = st.tuples(
    names,
    st.sampled_from(["", "enterprises", "gross-regional-product"]),
    st.sampled_from(list(StatisticKind)),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    periods,
    st.integers(0, 60),
    st.booleans(),
)


# Shrinking would run the shapes for minutes.
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate], derandomize=True)
@given(st.lists(figures, max_size=8), st.lists(st.tuples(kinds, names), max_size=6))
def test_any_extraction_gives_a_valid_graph(told: list[tuple], things: list[tuple[EntityKind, str]]) -> None:
    initiative = Entity("i", EntityKind.PROGRAMME, "“甲”行动", spans=(Span(0, 5),))
    entities = [Entity(f"e{n}", kind, name, spans=(Span(n, n + 2),)) for n, (kind, name) in enumerate(things)]
    claims: list = []
    for n, (name, indicator, kind, value, period, start, credited) in enumerate(told):
        quantity = Quantity(str(value), "家", value, "item")
        more = {"name": name, "written_name": name, "indicator": indicator, "kind": kind, "quantity": quantity}
        claims.append(figure(f"f{n}", "1", **more, period=period, spans=(Span(start, start + 3),)))
        if credited:
            told_in = {"spans": (Span(start, start + 4),), "basis": AttributionBasis.SENTENCE}
            claims.append(Attribution(key=f"a{n}", rule="credit", initiative="i", result=f"f{n}", **told_in))
    ledger = (LedgerEntry(Span(0, 1), LedgerKind.NUMERAL, LedgerStatus.OPEN),)
    extraction = Extraction(ARTICLE, "c", (COUNTY, initiative, *entities), tuple(claims), ledger)
    graph = to_graph(extraction)
    report = validate(graph)
    assert report.conforms, report
    assert len(Graph().parse(data=turtle(graph), format="turtle")) == len(graph)
    told_values = {str(value) for value in graph.objects(None, SDMX_MEASURE["obsValue"])}
    assert not any("E" in value for value in told_values)
    assert len(list(graph.subjects(RDF.type, HD["LedgerEntry"]))) == 1
    assert (None, DCTERMS.source, None) in graph


def test_the_hash_seed_makes_no_difference(tmp_path: Path) -> None:
    script = tmp_path / "build.py"
    script.write_text(
        "import sys, runpy\n"
        f"made = runpy.run_path({str(Path(__file__).with_name('conftest.py'))!r})\n"
        "from hdkg.model import Extraction\n"
        "from hdkg.triples import to_graph, turtle\n"
        "claims = (*made['OBSERVATIONS'], *made['OTHERS'])\n"
        "extraction = Extraction(made['ARTICLE'], 'county', made['ENTITIES'], claims, made['LEDGER'])\n"
        "sys.stdout.buffer.write(turtle(to_graph(extraction)).encode())\n",
        encoding="utf-8",
    )
    seen = {
        subprocess.run(
            [sys.executable, str(script)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(seen) == 1
    assert len(seen.pop()) > 50_000
