"""The reconciliation service (API 0.2), asked with the requests that OpenRefine sends."""

from __future__ import annotations

import json
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import TOKEN, Client, quick, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).resolve().parents[2]
HENGDONG = "https://w3id.org/hdkg/id/division/430424"
FORM = "application/x-www-form-urlencoded; charset=UTF-8"


@pytest.fixture(scope="module")
def counties() -> Iterator[Client]:
    """Give a server over two counties' graphs."""
    with serving(TOP / "graph" / "hengdong-2023.ttl", TOP / "graph" / "changning-2023.ttl") as client:
        yield client


def post(client: Client, **fields: object) -> Any:
    """Send a form as OpenRefine does, and return the JSON that comes back."""
    texts = {name: value if isinstance(value, str) else json.dumps(value) for name, value in fields.items()}
    got = client.send("POST", "/reconcile", urllib.parse.urlencode(texts).encode(), {"Content-Type": FORM})
    assert (got.status, got.media) == (200, "application/json"), got.text
    return got.json()


def find(client: Client, name: str, **more: object) -> list[dict[str, Any]]:
    """Return the candidates for one name."""
    found: list[dict[str, Any]] = post(client, queries={"q0": {"query": name, **more}})["q0"]["result"]
    return found


def test_the_manifest_says_what_the_service_can_do(counties: Client) -> None:
    got = counties.get("/reconcile", Accept="application/json")
    assert (got.status, got.media) == (200, "application/json")
    assert got.headers["access-control-allow-origin"] == "*"
    manifest = got.json()
    assert manifest["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "defaultTypes"} <= set(manifest)
    assert {"id": "County", "name": "县级行政区 / county"} in manifest["defaultTypes"]
    assert all(" / " in each["name"] for each in manifest["defaultTypes"])
    assert "preview" not in manifest  # no site may frame the pages


def test_all_that_the_manifest_claims_answers(counties: Client) -> None:
    manifest = counties.get("/reconcile").json()
    assert set(manifest["suggest"]) == {"entity", "type", "property"}
    for each in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert each["service_url"] == counties.address.rstrip("/")
        assert counties.get(each["service_path"] + "?prefix=a").status == 200
    for written in (HENGDONG, urllib.parse.quote(HENGDONG, safe="")):
        path = manifest["view"]["url"].replace("{{id}}", written).removeprefix(counties.address.rstrip("/"))
        led = counties.get(path)
        assert (led.status, led.headers["location"]) == (303, "/id/division/430424")


def test_a_batch_as_openrefine_sends_it(counties: Client) -> None:
    queries = {
        "q0": {"query": "衡东县", "type": "County", "type_strict": "should", "limit": 6},
        "q1": {"query": "“三送三解三优”活动", "type": "Initiative", "type_strict": "should"},
        "q2": {"query": "首批国家农业产业强镇", "type": "Honour"},
        "q3": {"query": "没有这样的东西"},
    }
    found = post(counties, queries=queries)
    assert list(found) == list(queries)
    (county, *_) = found["q0"]["result"]
    assert (county["id"], county["name"], county["match"]) == (HENGDONG, "衡东县", True)
    assert "County" in {each["id"] for each in county["type"]}
    assert 90 < county["score"] <= 100
    assert found["q1"]["result"][0]["match"]
    assert {each["name"] for each in found["q2"]["result"][:2]} == {"国家首批农业产业强镇", "首批国家农业产业强镇"}
    assert not found["q2"]["result"][0]["match"], "two things are likely: a person has to choose"
    assert found["q3"]["result"] == []
    for each in found.values():
        scores = [candidate["score"] for candidate in each["result"]]
        assert scores == sorted(scores, reverse=True)
        assert all(
            {"id", "name", "description", "type", "score", "match", "features"} == set(one) for one in each["result"]
        )


def test_the_same_batch_by_get_and_as_jsonp(counties: Client) -> None:
    queries = json.dumps({"q0": {"query": "衡东县"}})
    got = counties.get("/reconcile?" + urllib.parse.urlencode({"queries": queries}))
    assert got.json() == post(counties, queries=queries)
    called = counties.get("/reconcile?" + urllib.parse.urlencode({"queries": queries, "callback": "jQuery1_2"}))
    assert called.media == "application/javascript"
    assert called.text.startswith("/**/jQuery1_2(")
    assert json.loads(called.text.removeprefix("/**/jQuery1_2(").removesuffix(");")) == got.json()
    assert counties.get("/reconcile?callback=alert(1)//").status == 400


def test_short_names_and_slips_are_found(counties: Client) -> None:
    zone = find(counties, "衡东经开区", type="Place")[0]
    assert (zone["name"], zone["match"]) == ("衡东经济开发区", True)
    near = find(counties, "罗荣恒故居记念馆")  # two slips of the pen
    assert near[0]["name"] == "罗荣桓故居纪念馆"
    assert find(counties, "罗荣桓故居纪念馆")[0]["match"]


def test_a_type_leaves_out_all_others(counties: Client) -> None:
    assert find(counties, "衡东县", type="Honour") == []
    assert find(counties, "衡东县", type=["Honour", "County"])[0]["id"] == HENGDONG
    both = ["Honour", "County"]
    assert find(counties, "衡东县", type=both, type_strict="any") == find(counties, "衡东县", type=both)
    assert find(counties, "衡东县", type=both, type_strict="all") == []
    assert find(counties, "衡东县", type=["Place", "County"], type_strict="all")[0]["id"] == HENGDONG
    assert find(counties, "衡东县", type="https://w3id.org/hdkg/ontology/AdministrativeDivision")[0]["id"] == HENGDONG


@pytest.mark.parametrize("county", ["430424", HENGDONG, "衡东县", {"id": HENGDONG, "name": "衡东县"}, ["430424"]])
def test_a_county_tells_things_of_one_name_apart(counties: Client, county: object) -> None:
    given = [{"pid": "county", "v": county}]
    assert find(counties, "杨桥镇", properties=given)[0]["match"]
    elsewhere = [{"pid": "county", "v": "430482"}]
    assert not any(each["match"] for each in find(counties, "杨桥镇", properties=elsewhere))


def test_a_code_decides_unless_the_name_is_quite_another(counties: Client) -> None:
    assert find(counties, "衡东县", properties=[{"pid": "code", "v": "430424"}])[0]["match"]
    (other,) = find(counties, "衡东县", properties=[{"pid": "code", "v": 430482}])
    assert (other["name"], other["match"]) == ("常宁市", False)


def test_columns_for_things_that_were_matched(counties: Client) -> None:
    manifest = counties.get("/reconcile").json()
    offered = counties.get(manifest["extend"]["propose_properties"]["service_path"] + "?type=County").json()
    assert {"code", "name-en", "within", "county"} <= {each["id"] for each in offered["properties"]}
    town = find(counties, "杨桥镇", type="Town")[0]["id"]
    asked = {
        "ids": [HENGDONG, town, "urn:none", "> } x"],
        "properties": [{"id": "code"}, {"id": "name-en"}, {"id": "within"}],
    }
    got = post(counties, extend=asked)
    assert [each["id"] for each in got["meta"]] == ["code", "name-en", "within"]
    assert got["rows"][HENGDONG]["code"] == [{"str": "430424"}]
    assert got["rows"][HENGDONG]["name-en"] == [{"str": "Hengdong County"}]
    assert got["rows"][town]["within"] == [{"id": HENGDONG, "name": "衡东县"}]
    assert got["rows"]["urn:none"] == got["rows"]["> } x"] == {"code": [], "name-en": [], "within": []}


def test_suggestions(counties: Client) -> None:
    def suggested(kind: str, prefix: str) -> list[str]:
        got = counties.get(f"/reconcile/suggest/{kind}?" + urllib.parse.urlencode({"prefix": prefix, "cursor": "0"}))
        return [each["name"] for each in got.json()["result"]]

    assert "杨桥镇" in suggested("entity", "杨桥")
    assert suggested("entity", "") == []
    assert suggested("type", "Town") == ["乡级行政区 / town"]
    assert suggested("property", "代码") == ["代码 / code"]
    assert counties.get("/reconcile/suggest/nothing?prefix=a").status == 404


MALFORMED = {
    "queries=": 400,
    "queries=[]": 400,
    "queries={": 400,
    "queries=" + "[" * 5000: 400,
    'queries={"q0":1}': 400,
    'queries={"q0":{"query":1}}': 400,
    'queries={"q0":{"query":"a","type":1}}': 400,
    'queries={"q0":{"query":"a","properties":[1]}}': 400,
    'queries={"q0":{"query":"a","properties":[{"pid":"code","v":{}}]}}': 400,
    'queries={"q0":{"query":"\\ud800"}}': 400,
    "extend={}": 400,
    'extend={"ids":[],"properties":[{"id":"nothing"}]}': 400,
    "queries=" + json.dumps({str(at): {"query": "a"} for at in range(51)}): 413,
    "extend=" + json.dumps({"ids": ["urn:a"] * 51, "properties": []}): 413,
}


@pytest.mark.parametrize("number", range(len(MALFORMED)))
def test_what_is_malformed_is_refused_in_plain_words(counties: Client, number: int) -> None:
    text, status = list(MALFORMED.items())[number]
    name, _, value = text.partition("=")
    got = counties.send("POST", "/reconcile", urllib.parse.urlencode({name: value}).encode(), {"Content-Type": FORM})
    assert (got.status, got.media) == (status, "text/plain"), got.text
    assert "Traceback" not in got.text


HOSTILE = ("", " ", "“”", "县" * 5000, "\x00", "<script>alert(1)</script>", "' OR 1=1", "﷽" * 100, "a\u2028b")


@pytest.mark.parametrize("name", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_hostile_names_find_nothing(counties: Client, name: str) -> None:
    assert find(counties, name, limit=10**9) == []


def test_another_form_is_refused(counties: Client) -> None:
    got = counties.send("POST", "/reconcile", b'{"queries": {}}', {"Content-Type": "application/json"})
    assert got.status == 415
    assert counties.get("/reconcile/view?id=javascript:alert(1)").status == 404
    assert counties.get("/reconcile/view?id=https://evil.example/").status == 404


def test_an_update_is_seen(tmp_path: Path) -> None:
    with serving(TOP / "graph" / "hengdong-2023.ttl", store=tmp_path / "s", settings=quick(token=TOKEN)) as client:
        assert find(client, "新设的荣誉") == []
        graph = client.rows("SELECT ?g { GRAPH ?g { ?s a <https://w3id.org/hdkg/ontology/Article> } }")[0]["g"]
        label = "<http://www.w3.org/2000/01/rdf-schema#label>"
        new = f'<urn:new> a <https://w3id.org/hdkg/ontology/Honour> ; {label} "新设的荣誉"@zh'
        text = f"INSERT DATA {{ {new} . GRAPH <{graph}> {{ {new} }} }}"
        assert client.update(text).status == 204
        assert [each["id"] for each in find(client, "新设的荣誉")] == ["urn:new"]
