"""What the explorer asks its server, by hand: the same answers that the page shows."""

from __future__ import annotations

import re
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import yaml

from hdkg.server.settings import Limits, Settings
from tests.server.conftest import TOKEN, TOP, Client, serving

from .conftest import CITY, COUNTY, ID, INITIATIVE, SHA, SOLVED, ask, send, settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("typed", ["企业家接待日", "“企业家", "接待日", "qiyejia", "QYJJDR", " jiedairi "])
def test_search_by_chinese_pinyin_and_initials(explorer: Client, typed: str) -> None:
    assert ask(explorer, "suggest", q=typed)["nodes"][0]["iri"] == INITIATIVE


def test_search_puts_the_same_name_first_and_finds_nothing_in_nothing(explorer: Client) -> None:
    names = [node["zh"] for node in ask(explorer, "suggest", q="衡东县")["nodes"]]
    assert names[0] == "衡东县"
    assert len(names) > 1
    assert ask(explorer, "suggest", q="")["nodes"] == []
    assert ask(explorer, "suggest", q="zzzzz")["nodes"] == []
    assert ask(explorer, "suggest", q="x" * 5000)["nodes"] == []


def test_figures_are_named_with_value_growth_and_rank(explorer: Client) -> None:
    found = ask(explorer, "suggest", q="固定资产投资")["nodes"]
    assert any(node["zh"].startswith("固定资产投资 增长11.5%") and "全市第2" in node["zh"] for node in found)


def test_neighbours_are_counted_by_relation(explorer: Client) -> None:
    groups = ask(explorer, "neighbours", node=INITIATIVE)["groups"]
    assert [(group["relation"], group["forward"], group["count"]) for group in groups] == [
        ("outcome", True, 1),
        ("output", True, 2),
        ("county", True, 1),
    ]
    assert groups[0]["nodes"][0]["iri"] == SOLVED
    backward = ask(explorer, "neighbours", node=SOLVED)["groups"]
    assert ("outcome", False, 1) in [(group["relation"], group["forward"], group["count"]) for group in backward]


def test_facts_have_their_words_and_place(explorer: Client) -> None:
    told = ask(explorer, "facts", node=INITIATIVE)
    assert told["aliases"] == ["企业家接待日"]
    assert [fact["kind"] for fact in told["facts"]] == ["Attribution"] * 3
    words = told["facts"][0]["evidence"][0]
    assert (words["quote"], words["start"], words["end"]) == ("全年开展接待活动10次", 1372, 1383)
    assert words["sha256"] == SHA
    text = ask(explorer, "text", sha256=SHA)["text"]
    assert text[words["start"] : words["end"]] == words["quote"]
    level = ask(explorer, "facts", node=f"{ID}observation/097435925ba6689f/e4d1497fee0b")["facts"]
    assert {fact["kind"] for fact in level} == {"Observation"}
    assert {"地区生产总值 255.92亿元（2023-01/2023-09）", "地区生产总值 增长5.7%（2023-01/2023-09）"} == {
        fact["zh"] for fact in level
    }
    assert level[0]["reading"] == "inherited"
    assert level[0]["slots"] == [{"zh": "主体", "en": "subject"}]


def test_a_fact_is_cited_in_three_styles(explorer: Client) -> None:
    (citation,) = ask(explorer, "cite", fact=f"{ID}observation/097435925ba6689f/e4d1497fee0b")["citations"]
    assert "“总量255.92亿元”" in citation["gbt7714"]
    assert citation["bibtex"].startswith("@misc{")
    assert '"title"' in citation["csl"]
    for wrong in ("urn:nothing", "no iri", "<x>", "", f"{ID}x> ?p ?o . }} #"):
        assert explorer.get("/explore/api/cite?" + urllib.parse.urlencode({"fact": wrong})).status == 404


def test_the_shortest_way(explorer: Client) -> None:
    told = ask(explorer, "path", **{"from": SOLVED, "to": f"{ID}organisation/cn/renminribao-1fcf28"})
    ways = told["routes"]
    assert len({len(way["steps"]) for way in ways}) == 1
    assert ways[0]["steps"][-1]["node"] == f"{ID}organisation/cn/renminribao-1fcf28"
    on = {node["iri"] for node in told["view"]["nodes"]}
    assert {step["node"] for way in ways for step in way["steps"]} | {SOLVED} == on
    for wrong in ({"from": SOLVED, "to": SOLVED}, {"from": SOLVED, "to": "urn:x"}, {}):
        assert explorer.get("/explore/api/path?" + urllib.parse.urlencode(wrong)).status == 404


def test_a_view_holds_the_links_between_its_nodes(explorer: Client) -> None:
    got = send(explorer, "view", [INITIATIVE, SOLVED, "urn:unknown", INITIATIVE, COUNTY]).json()
    assert [node["iri"] for node in got["nodes"]] == [INITIATIVE, SOLVED, COUNTY]
    links = {(link["from"], link["relation"], link["to"]) for link in got["links"]}
    assert links == {(INITIATIVE, "outcome", SOLVED), (INITIATIVE, "county", COUNTY), (COUNTY, "reports", SOLVED)}
    for wrong in ({"nodes": []}, [1], "x", None):
        assert send(explorer, "view", wrong).status == 400
    assert explorer.send("POST", "/explore/api/view", b"[]", {"Content-Type": "text/plain"}).status == 415
    assert send(explorer, "view", ["x" * 1000] * 400).status == 413


def test_a_claim_stands_for_the_node_at_which_it_is_drawn(explorer: Client) -> None:
    growth, level = (f"{ID}observation/097435925ba6689f/{name}" for name in ("0629b07609ec", "e4d1497fee0b"))
    assert [node["iri"] for node in send(explorer, "view", [growth]).json()["nodes"]] == [level]
    assert ask(explorer, "facts", node=growth)["node"]["iri"] == level
    page = explorer.get("/page/id/observation/097435925ba6689f/0629b07609ec?lang=en").text
    (link,) = re.findall(r'href="(/explore\?lang=en#[^"]*)"', page)
    assert "0629b07609ec" in link


def test_the_start_is_a_county_with_its_initiatives(explorer: Client) -> None:
    nodes = ask(explorer, "start")["nodes"]
    assert nodes[0]["iri"] == COUNTY
    hd = "https://w3id.org/hdkg/ontology/"
    theirs = (
        f"?own a <{hd}Initiative> ; <{hd}county> <{COUNTY}> . ?own <{hd}implements>? ?x"  # and what these implement
    )
    (row,) = explorer.rows(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {theirs} }}")
    assert sum(node["group"] == "initiative" for node in nodes) == int(row["n"]) > 20
    other = ask(explorer, "start", county=f"{ID}division/430412")["nodes"]
    assert other[0]["zh"] == "南岳区"


def test_facets_count_what_the_others_leave(explorer: Client) -> None:
    every = ask(explorer, "list")
    assert every["total"] == ask(explorer, "meta")["nodes"]
    honours = ask(explorer, "list", group="honour")
    counts = {each["value"]: each["count"] for each in honours["facets"]["group"]}
    assert honours["total"] == counts["honour"]
    assert counts["figure"] > counts["honour"]
    some = ask(explorer, "list", group="honour", county=COUNTY, q="zhongguo")
    assert [node["zh"] for node in some["nodes"]] == ["“中国厨师之乡”"]
    assert ask(explorer, "list", group="nothing")["total"] == 0
    assert ask(explorer, "list", offset="100000")["nodes"] == []


def test_results_of_a_query_are_nodes(explorer: Client) -> None:
    query = "PREFIX hd: <https://w3id.org/hdkg/ontology/> SELECT ?a { ?a a hd:Attribution ; hd:initiative ?i }"
    got = send(explorer, "results", {"query": query}).json()
    assert INITIATIVE in {node["iri"] for node in got["nodes"]}  # where its claims are drawn
    built = query.replace("SELECT ?a", "CONSTRUCT { ?i hd:x ?a }")
    assert {node["iri"] for node in send(explorer, "results", {"query": built}).json()["nodes"]} == {
        node["iri"] for node in got["nodes"]
    }
    assert send(explorer, "results", {"query": "SELECT (1 AS ?x) {}"}).json()["nodes"] == []
    assert send(explorer, "results", {"query": "ASK {}"}).json()["nodes"] == []
    assert send(explorer, "results", {"query": "SELECT nonsense"}).status == 400
    assert send(explorer, "results", {"query": "SELECT * { SERVICE <http://x.example/> {} }"}).status == 403


def test_questions_for_the_charts(explorer: Client) -> None:
    assert any(row["what"] == "衡东县委十四届五次全体会议" for row in ask(explorer, "question/timeline")["rows"])
    assert {row["subject"] for row in ask(explorer, "question/growth", county="430412")["rows"]} >= {"南岳区"}
    assert explorer.get("/explore/api/question/search").status == 404
    assert explorer.get("/explore/api/question/growth?year=soon").status == 400


def test_unknown_things_are_not_there(explorer: Client) -> None:
    for address in ("facts?node=urn:x", "neighbours", "text?sha256=0", "text?sha256=../../etc/passwd", "nothing"):
        assert explorer.get(f"/explore/api/{address}").status == 404
    for name in ("../settings.py", "nothing.js", "%2e%2e%2fapp.py"):
        assert explorer.get(f"/explore/static/{name}").status == 404


def test_the_page_has_a_policy_without_exceptions(explorer: Client) -> None:
    policy = explorer.get("/explore").headers["content-security-policy"]
    assert "script-src 'self'; style-src 'self';" in policy
    assert "unsafe" not in policy
    assert "script-src" not in explorer.get("/").headers["content-security-policy"]
    got = explorer.get("/explore/static/main.js")
    assert got.media == "text/javascript"
    assert explorer.get("/explore/static/main.js", If_None_Match=got.headers["etag"]).status == 304
    assert b"vis.js is dual licensed" in explorer.get("/explore/static/vis-network.min.js").body[:2000]


def test_the_queue_and_a_decision(tmp_path: Path, hengdong: Path) -> None:
    folder = tmp_path / "sources"
    folder.mkdir()
    source = TOP / "graph" / "sources" / "hengdong-2023.md"
    (folder / source.name).write_bytes(source.read_bytes())
    (folder / "noise.bin").write_bytes(b"\x00\x01\x02")
    with serving(hengdong, settings=settings(folder, TOKEN)) as client:
        items = ask(client, "review")["items"]
        item = next(each for each in items if each["key"] == "ranking@1181-1187")
        assert item["words"] == "位居全市第二"
        assert item["concern"] == "inferred"
        decision = {"sha256": SHA, "key": item["key"], "action": "accept", "who": "李四", "why": "核对过"}
        assert send(client, "review", decision).status == 401
        assert send(client, "review", decision, Authorization="Bearer wrong").status == 401
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        for wrong in (
            {**decision, "key": "ranking@1-2"},
            {**decision, "action": "burn"},
            {**decision, "why": " "},
            {**decision, "sha256": "0"},
            {**decision, "slots": {"rank": 1}},
            {"key": item["key"]},
            [],
        ):
            assert send(client, "review", wrong, **bearer).status == 400
        assert send(client, "review", decision, **bearer).json() == {"kept": "hengdong-2023.yaml"}
        kept = yaml.safe_load((tmp_path / "corrections" / "hengdong-2023.yaml").read_text("utf-8"))
        assert [(each["what"], each["action"], each["who"]) for each in kept["corrections"]] == [
            ("ranking", "accept", "李四")
        ]
        assert item["key"] not in {each["key"] for each in ask(client, "review")["items"]}


def test_a_plain_server_takes_no_decision_and_has_no_texts(client: Client) -> None:
    assert ask(client, "meta")["sources"] is False
    (item,) = ask(client, "review")["items"]  # what the graph itself says
    assert (item["words"], item["concern"], item["why"], item["key"]) == (
        "位居全市第二",
        "inferred",
        "subject inferred",
        "",
    )
    assert client.get(f"/explore/api/text?sha256={SHA}").status == 404
    assert send(client, "review", {}, Authorization=f"Bearer {TOKEN}").status == 403


def test_a_large_graph_is_read_page_by_page(client: Client, hengdong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hdkg.server.explore.atlas.PAGE", 100)
    with serving(hengdong, settings=settings(None)) as paged:
        for question in ("meta", "start", "list?offset=0"):
            assert paged.get(f"/explore/api/{question}").json() == client.get(f"/explore/api/{question}").json()


def test_few_are_worked_for_at_the_same_time(hengdong: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Semaphore(0), threading.Event()

    def slow(*_: object) -> dict[str, int]:
        begun.release()
        assert go_on.wait(30)
        return {"total": 0}

    monkeypatch.setattr("hdkg.server.explore.ways.listed", slow)
    limits = Limits(seconds=10.0, quick=2, long=2, waiting=0)
    with serving(hengdong, settings=Settings(limits=limits)) as client:
        assert client.get("/explore/api/meta").status == 200
        with ThreadPoolExecutor(2) as pool:
            working = [pool.submit(client.get, "/explore/api/list") for _ in range(2)]
            assert begun.acquire(timeout=30)
            assert begun.acquire(timeout=30)
            refused = client.get("/explore/api/list")
            assert (refused.status, refused.headers["retry-after"]) == (503, "1")
            assert client.get("/explore/api/suggest?q=x").status == 200
            go_on.set()
            assert [each.result().status for each in working] == [200, 200]


def test_a_change_of_the_store_is_seen(tmp_path: Path, hengdong: Path) -> None:
    from tests.server.conftest import quick

    with serving(hengdong, store=tmp_path / "store", settings=quick(token=TOKEN)) as client:
        assert ask(client, "suggest", q="新事物")["nodes"] == []
        text = (
            "PREFIX hd: <https://w3id.org/hdkg/ontology/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
            f"INSERT DATA {{ <urn:new> a hd:Initiative, hd:Entity ; rdfs:label '新事物'@zh ; hd:county <{COUNTY}> }}"
        )
        assert client.update(text).status == 204
        assert [node["iri"] for node in ask(client, "suggest", q="xinshiwu")["nodes"]] == ["urn:new"]
        assert ask(client, "path", **{"from": "urn:new", "to": CITY})["routes"][0]["steps"][0]["node"] == COUNTY


def test_neighbours_come_page_by_page(explorer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    group = next(g for g in ask(explorer, "neighbours", node=COUNTY)["groups"] if g["relation"] == "reports")
    assert group["count"] == len(group["nodes"]) > 20
    monkeypatch.setattr("hdkg.server.explore.ways.SHOWN", 8)
    listed: list[str] = []
    while True:
        told = ask(explorer, "neighbours", node=COUNTY, relation="reports", forward="true", offset=str(len(listed)))
        (page,) = told["groups"]
        assert page["count"] == group["count"]
        if not page["nodes"]:
            break
        listed += [node["iri"] for node in page["nodes"]]
    assert listed == [node["iri"] for node in group["nodes"]]
    assert ask(explorer, "neighbours", node=COUNTY, relation="reports", forward="false")["groups"] == []
    assert ask(explorer, "neighbours", node=COUNTY, relation="nothing")["groups"] == []


def test_nodes_carry_their_periods_in_iso_8601(explorer: Client) -> None:
    gdp = f"{ID}observation/097435925ba6689f/e4d1497fee0b"
    (node,) = send(explorer, "view", [gdp]).json()["nodes"]
    assert (node["periods"], node["years"]) == (["2023-01/2023-09"], ["2023"])
    found = ask(explorer, "list", period="2023-01/2023-09", county=COUNTY)
    assert gdp in [each["iri"] for each in found["nodes"]]
    assert all("2023-01/2023-09" in each["periods"] for each in found["nodes"])
    counts = {each["value"]: each["count"] for each in found["facets"]["period"]}
    assert found["total"] == counts["2023-01/2023-09"] < counts["2023"]
