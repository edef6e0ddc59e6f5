"""The Reconciliation Service API 0.2 in values: what a request asks for, and how an answer looks.

https://w3c.github.io/cg-reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from hdkg.linking import Wanted
from hdkg.server.protocol import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hdkg.linking import Candidate, Thing
    from hdkg.server.entity import Row

OURS = "https://w3id.org/hdkg/ontology/"
BATCH = 50  # queries, or things to extend, of one request
MOST = 25  # candidates of a query
FEW = 5
CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
# Of each property: its names, and the property of the graph that it stands for (with the language of its values).
PROPERTIES = {
    "code": ("代码", "code", "http://www.w3.org/2004/02/skos/core#notation", ""),
    "name": ("名称", "name", "http://www.w3.org/2000/01/rdf-schema#label", "zh"),
    "name-en": ("英文名", "English name", "http://www.w3.org/2000/01/rdf-schema#label", "en"),
    "pinyin": ("拼音", "pinyin", "http://www.w3.org/2000/01/rdf-schema#label", "zh-Latn"),
    "alias": ("别名", "alias", "http://www.w3.org/2004/02/skos/core#altLabel", "zh"),
    "county": ("所属县", "county", f"{OURS}county", ""),
    "within": ("位于", "within", "http://www.opengis.net/ont/geosparql#sfWithin", ""),
    "honour": ("获得荣誉", "honour", f"{OURS}honouredWith", ""),
    "level": ("荣誉级别", "level of an honour", f"{OURS}reach", ""),
    "implements": ("落实", "implements", f"{OURS}implements", ""),
    "exact-match": ("等同于", "exact match", "http://www.w3.org/2004/02/skos/core#exactMatch", ""),
}
LEVELS = {"国家级": "national", "省级": "provincial", "市级": "municipal", "县级": "county"}


def manifest(site: str, types: Mapping[str, str]) -> dict[str, Any]:
    """Return what the service is and can do.

    Parameters
    ----------
    site
        The server's address.
    types
        The names of the classes by their local names.
    """
    suggest = {
        kind: {"service_url": site, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "县域年度回顾知识图谱 / Knowledge graph of counties' annual reviews",
        "identifierSpace": "https://w3id.org/hdkg/id/",
        "schemaSpace": OURS,
        "documentation": "https://w3id.org/hdkg/ontology/",
        "defaultTypes": [{"id": kind, "name": name} for kind, name in types.items()],
        "batchSize": BATCH,
        "view": {"url": f"{site}/reconcile/view?id={{{{id}}}}"},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": site, "service_path": "/reconcile/properties"},
            "property_settings": [],
        },
    }


def read_batch(text: str) -> dict[str, tuple[Wanted, int, Mapping[str, str]]]:
    r"""Return what a batch asks for: of each key what is wanted, how many candidates, and the properties given.

    Raises
    ------
    RefusalError
        It is no batch of queries, or too large.

    Examples
    --------
    >>> query = '{"query": "衡东经开区", "type": "Place", "properties": [{"pid": "county", "v": "430424"}]}'
    >>> wanted, most, given = read_batch(f'{{"q0": {query}}}')["q0"]
    >>> wanted.name, sorted(wanted.classes), most, given
    ('衡东经开区', ['Place'], 5, {'county': '430424'})
    """
    batch = _object(_json(text, "queries"), "queries")
    if len(batch) > BATCH:
        raise RefusalError(413, f"At most {BATCH} queries at once (batchSize)")
    return {key: _query(_object(each, f"query {key[:40]}")) for key, each in batch.items()}


def _query(asked: Mapping[str, Any]) -> tuple[Wanted, int, Mapping[str, str]]:
    name = asked.get("query", "")
    if not isinstance(name, str):
        raise RefusalError(400, "The query of a query is no text")
    types = asked.get("type") or []
    named = frozenset(map(_text, types if isinstance(types, list) else [types]))
    given = {}
    for each in _list(asked.get("properties") or [], "properties"):
        one = _object(each, "a property")
        given[_text(one.get("pid"))] = _value(one.get("v"))
    limit = asked.get("limit", FEW)
    most = limit if type(limit) is int and 0 < limit <= MOST else MOST if type(limit) is int and limit > MOST else FEW
    level = LEVELS.get(given.get("level", ""), given.get("level", ""))
    classes = frozenset(each.rpartition("/")[2] for each in named)
    wanted = Wanted(name, classes, given.get("code", ""), level=level, every=asked.get("type_strict") == "all")
    return wanted, most, given


def _value(value: object) -> str:
    """Return what was given for a property: a text or a number, the first of several, the id of a matched cell."""
    if isinstance(value, list):
        return _value(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("id"))
    return str(value) if isinstance(value, int | float) else _text(value)


def result(candidates: Iterable[Candidate], types: Mapping[str, str]) -> dict[str, Any]:
    """Return the candidates of one query."""
    return {"result": [_candidate(each, types) for each in candidates]}


def _candidate(each: Candidate, types: Mapping[str, str]) -> dict[str, Any]:
    thing = each.thing
    kinds = [kind for kind in dict.fromkeys((thing.kind, thing.family)) if kind]
    features = [{"id": found.about, "value": found.weight} for found in each.evidence if found.weight is not None]
    return {
        "id": thing.iri,
        "name": thing.label,
        "description": description(thing),
        "type": [{"id": kind, "name": types.get(kind, kind)} for kind in kinds],
        "score": each.score,
        "match": each.match,
        "features": features,
    }


def description(thing: Thing) -> str:
    """Return what tells a thing from others of its name."""
    others = "、".join(name for name in thing.names if name != thing.label)
    return "；".join(filter(None, (thing.code, thing.county if thing.county != thing.code else "", others[:100])))


def read_extension(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the things and the properties of a request for columns.

    Raises
    ------
    RefusalError
        It is no such request, or too large.

    Examples
    --------
    >>> read_extension('{"ids": ["https://w3id.org/hdkg/id/division/430424"], "properties": [{"id": "code"}]}')
    (('https://w3id.org/hdkg/id/division/430424',), ('code',))
    """
    asked = _object(_json(text, "extend"), "extend")
    ids = tuple(map(_text, _list(asked.get("ids"), "ids")))
    properties = tuple(
        _text(_object(each, "a property").get("id")) for each in _list(asked.get("properties"), "properties")
    )
    if len(ids) > BATCH:
        raise RefusalError(413, f"At most {BATCH} things at once (batchSize)")
    unknown = [each for each in properties if each not in PROPERTIES]
    if unknown:
        raise RefusalError(400, f"The property {unknown[0][:40]} is unknown; choose of {', '.join(PROPERTIES)}")
    return ids, properties


def extension(ids: Iterable[str], properties: Iterable[str], rows: Iterable[Row]) -> dict[str, Any]:
    """Return what is known of things."""
    wanted = list(properties)
    found: dict[str, dict[str, list[dict[str, str]]]] = {iri: {each: [] for each in wanted} for iri in ids}
    for row in rows:
        for each in wanted:
            _, _, iri, language = PROPERTIES[each]
            value = row["value"]
            if row["property"]["value"] == iri and value.get("xml:lang", "") == language:
                found[row["thing"]["value"]][each].append(_cell(value, row.get("value_zh", {}).get("value", "")))
    meta = [{"id": each, "name": name_of(each)} for each in wanted]
    return {"meta": meta, "rows": found}


def _cell(value: Mapping[str, str], name: str) -> dict[str, str]:
    if value["type"] == "uri":
        return {"id": value["value"], "name": name or value["value"].rpartition("/")[2]}
    return {"str": value["value"]}


def name_of(pid: str) -> str:
    """Return a property's names.

    Examples
    --------
    >>> name_of("code")
    '代码 / code'
    """
    return " / ".join(PROPERTIES[pid][:2])


def written(iri: str) -> str:
    """Return an IRI as SPARQL writes it, "" where a text is none.

    Examples
    --------
    >>> written("https://w3id.org/hdkg/id/division/430424"), written("> } DROP ALL")
    ('<https://w3id.org/hdkg/id/division/430424>', '')
    """
    try:
        return str(ox.NamedNode(iri))
    except ValueError:
        return ""


def body(answer: object, callback: str) -> tuple[bytes, str]:
    """Return an answer as JSON, or as a call of the function that a page named (JSONP), with its media type.

    Raises
    ------
    RefusalError
        The function's name is none.
    """
    text = json.dumps(answer, ensure_ascii=False)
    if not callback:
        return text.encode("utf-8"), "application/json"
    if not CALLBACK.fullmatch(callback):
        raise RefusalError(400, "callback is no name of a function")
    # Line ends of JSON that older JavaScript takes for its own, and no way to begin a comment or a tag.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return f"/**/{callback}({safe});".encode(), "application/javascript"


def _json(text: str, field: str) -> object:
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise RefusalError(400, f"{field} is not JSON") from error
    return value


def _object(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise RefusalError(400, f"{what} is no object")
    return value


def _list(value: object, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise RefusalError(400, f"{what} is no array")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise RefusalError(400, "A type, a property or an identifier is no text")
    return value
