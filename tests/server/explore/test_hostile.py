"""A graph full of traps: every label, title, quote, IRI and query is shown as text, and nothing of it runs."""

from __future__ import annotations

import urllib.parse
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from tests.server.conftest import serving

from .conftest import ask, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.server.conftest import Client

    from .conftest import Seen

pytestmark = pytest.mark.browser
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "{{ 7 * 7 }}${alert(1)}",
    "</textarea></pre><iframe srcdoc='<script>alert(1)</script>'>",
    "]]><script>alert(1)</script><!--",
    "&lt;b&gt; &amp; \u202e=cmd|' /C calc'!A0",
)
HD = "https://w3id.org/hdkg/ontology/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ID = "https://w3id.org/hdkg/id/"
COUNTY = f"{ID}division/999999"
ODD = (
    "javascript:alert(1)",
    "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
    f"{ID}a'b()&n=x,y%22%3E",
    "urn:x:#n=1&s=2",
)


def traps() -> Iterator[ox.Triple]:
    """Yield a county whose initiatives, results, honours, words, titles and aliases are payloads."""

    def triple(subject: str, predicate: str, value: str | ox.Literal) -> ox.Triple:
        return ox.Triple(
            ox.NamedNode(subject),
            ox.NamedNode(predicate),
            value if isinstance(value, ox.Literal) else ox.NamedNode(value),
        )

    def zh(text: str) -> ox.Literal:
        return ox.Literal(text, language="zh")

    yield from (triple(COUNTY, f"{RDF}type", f"{HD}{name}") for name in ("Entity", "Place", "County"))
    yield triple(COUNTY, f"{RDFS}label", zh("<b>县</b>"))
    for number, payload in enumerate(PAYLOADS):
        odd = ODD[number % len(ODD)] if number < len(ODD) else f"{ID}initiative/999999/trap-{number}"
        claim, result, span, source = (
            f"{ID}{family}/0000/{number}" for family in ("attribution", "observation", "source/0000/span", "source")
        )
        yield from (triple(odd, f"{RDF}type", f"{HD}{name}") for name in ("Entity", "Initiative"))
        yield triple(odd, f"{RDFS}label", zh(payload))
        yield triple(odd, "http://www.w3.org/2004/02/skos/core#altLabel", zh(f"又{payload}"))
        yield triple(odd, f"{HD}county", COUNTY)
        yield triple(odd, f"{HD}policyArea", f"https://w3id.org/hdkg/policy-area/{number}")
        yield triple(f"https://w3id.org/hdkg/policy-area/{number}", f"{RDFS}label", zh(payload))
        yield from (triple(claim, f"{RDF}type", f"{HD}{name}") for name in ("Claim", "Attribution"))
        yield triple(claim, f"{RDFS}label", zh(payload))
        yield triple(claim, f"{HD}initiative", odd)
        yield triple(claim, f"{HD}attributedResult", result)
        yield triple(claim, f"{PROV}wasDerivedFrom", span)
        yield triple(claim, f"{DCTERMS}source", source)
        yield from (triple(result, f"{RDF}type", f"{HD}{name}") for name in ("Claim", "Observation"))
        yield triple(result, f"{HD}subject", COUNTY)
        yield triple(result, f"{HD}writtenName", ox.Literal(payload))
        yield triple(result, f"{HD}writtenValue", ox.Literal(payload))
        yield triple(span, f"{RDF}type", f"{HD}Span")
        yield triple(span, f"{HD}exact", ox.Literal(payload))
        for name, value in (("start", number), ("end", number + 5)):
            whole = ox.Literal(str(value), datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
            yield triple(span, f"{HD}{name}", whole)
        yield triple(span, f"{DCTERMS}source", source)
        yield triple(source, f"{RDF}type", f"{HD}Article")
        yield triple(source, f"{DCTERMS}title", zh(payload))
        yield triple(source, f"{HD}about", COUNTY)
        yield triple(source, f"{HD}sha256", ox.Literal(payload))


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Give a server over the traps."""
    path = tmp_path_factory.mktemp("traps") / "traps.nt"
    ox.serialize(traps(), path, format=ox.RdfFormat.N_TRIPLES)
    with serving(path, settings=settings(path.parent)) as client:
        yield client


def quiet(seen: Seen, client: Client) -> None:
    """Assert that nothing ran, nothing was asked of others, and nothing of the graph became markup."""
    assert [each for each in seen.complaints if "status of 404" not in each] == []  # a source that is not at hand
    assert [url for url in seen.requests if not url.startswith((client.address, "blob:", "data:"))] == []
    made = seen.page.evaluate(
        "[...document.querySelectorAll('script, iframe, img, b, object')].map(made => made.outerHTML.slice(0, 80))"
    )
    assert all("/explore/static/" in element for element in made)
    hrefs = seen.page.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert all(href.startswith(("/", "?")) for href in hrefs)


def test_every_view_shows_payloads_as_text(trapped: Client, look: Callable[..., Seen]) -> None:
    seen = look(trapped)
    labels = "".join(node["label"].replace("\n", "") for node in seen.shown().values())
    assert labels.count("alert") > 6
    for tab in ("layers", "timeline", "charts", "table", "browse", "query", "review"):
        seen.page.click(f"#tab-{tab}")
        seen.page.wait_for_timeout(400)
        if tab in {"layers", "table", "browse"}:
            text = seen.page.text_content(f"#view-{tab}")
            assert all(payload in text for payload in PAYLOADS[:4]), tab
        quiet(seen, trapped)


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_details_words_and_citations_show_payloads_as_text(
    trapped: Client, look: Callable[..., Seen], number: int
) -> None:
    payload = PAYLOADS[number]
    node = next(node for node in ask(trapped, "list", group="initiative")["nodes"] if node["zh"] == payload)
    iri = node["iri"].removeprefix(ID)
    seen = look(trapped, f"n={urllib.parse.quote(iri, safe='')}&s={urllib.parse.quote(iri, safe='')}")
    seen.page.wait_for_selector("#details h3")
    assert seen.page.text_content("#details h2") == payload
    assert f"又{payload}" in seen.page.text_content("#details")
    assert seen.page.text_content("#details .quote >> nth=0") == payload
    seen.page.click("#details .quote >> nth=0")
    seen.page.wait_for_selector("#source mark")
    assert seen.page.text_content("#source mark") == payload
    assert seen.page.text_content("#source h2") == payload
    seen.page.click("#c-0")
    seen.page.wait_for_selector(".citation pre")
    assert payload.split("{")[0][:8] in seen.page.text_content(".citation pre")
    quiet(seen, trapped)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_is_typed_is_text(trapped: Client, look: Callable[..., Seen], payload: str) -> None:
    seen = look(trapped, f"v=query&q={urllib.parse.quote(payload, safe='')}&n=division/999999")
    seen.page.wait_for_selector("#sparql")
    assert seen.page.input_value("#sparql") == payload
    seen.page.click("#sparql-run")
    seen.page.wait_for_selector("#sparql-problem:not([hidden])")
    seen.page.fill("#query", payload)
    seen.page.wait_for_selector("#hits li")
    seen.complaints[:] = [each for each in seen.complaints if "status of 400" not in each]
    quiet(seen, trapped)


@pytest.mark.parametrize(
    "state",
    [
        "n=<script>alert(1)</script>",
        "n=javascript:alert(1)&s=javascript:alert(1)",
        "s=%E0%A4%A&n=%",
        "v=__proto__&l=constructor&no-group=__proto__,constructor",
        "b-group=%3Cscript%3E&v=browse&n=division/999999",
        "c=%22%3E%3Cscript%3E&v=charts&n=division/999999",
        "w=a,b,c&q=&f=javascript:x&n=division/999999",
        "&&&===,,,",
    ],
)
def test_a_strange_address_does_no_harm(trapped: Client, look: Callable[..., Seen], state: str) -> None:
    seen = look(trapped, state)
    seen.page.wait_for_timeout(300)
    assert "县" in seen.page.text_content("#filters")
    seen.complaints[:] = [each for each in seen.complaints if "status of 4" not in each]
    quiet(seen, trapped)


def test_saved_pictures_hold_no_markup_of_the_graph(trapped: Client, look: Callable[..., Seen]) -> None:
    seen = look(trapped)
    drawn = seen.page.evaluate(
        """async () => {
            const { picture } = await import("/explore/static/picture.js");
            const meta = await (await fetch("/explore/api/meta")).json();
            const drawn = picture(document.getElementById("canvas").explorer.scene, meta, "x");
            return new XMLSerializer().serializeToString(drawn);
        }"""
    )
    assert "&lt;script&gt;" in drawn
    assert "<script" not in drawn
    quiet(seen, trapped)
