"""The evidence as Web Annotations, in the JSON-LD that annotation tools read.

What an annotation is stands in ``queries/export/annotations.rq``; here it only gets the keys of the W3C's context,
which tools expect to find named and not copied (Web Annotation Data Model, 3.1).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rdflib import Graph, URIRef
from rdflib.namespace import RDF, Namespace

from hdkg.queries import read
from hdkg.resources import queries_dir

if TYPE_CHECKING:
    from rdflib.term import Node

    from hdkg.store import Store

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
OA = Namespace("http://www.w3.org/ns/oa#")


def annotation_graph(store: Store) -> Graph:
    """Return the annotations of all spans as RDF; see ``queries/export/annotations.rq``."""
    query = read(queries_dir() / "export" / "annotations.rq")
    return store.query(query.text, where=query.where).graph or Graph()


def web_annotations(store: Store) -> str:
    """Return the evidence as an annotation collection of one page.

    Parameters
    ----------
    store
        Graphs, embedded or at an endpoint.

    Returns
    -------
    str
        JSON-LD with the context of the W3C; annotations by article and place in the text.  Positions count Unicode
        code points.

    Examples
    --------
    >>> from hdkg.resources import graph_dir
    >>> from hdkg.store import open_store
    >>> made = json.loads(web_annotations(open_store([graph_dir() / "hengdong-2023.ttl"])))
    >>> made["type"], made["total"] == len(made["first"]["items"]) > 90
    ('AnnotationCollection', True)
    """
    graph = annotation_graph(store)
    items = [_annotation(graph, node) for node in graph.subjects(RDF.type, OA.Annotation)]
    items.sort(key=lambda item: (item["target"]["source"], item["target"]["selector"][1]["start"], item["id"]))
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {"@context": CONTEXT, "type": "AnnotationCollection", "total": len(items), "first": page}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _annotation(graph: Graph, node: Node) -> dict[str, Any]:
    """Return one annotation with the keys of the context."""
    target = _one(graph, node, "hasTarget")
    quote, position = sorted(graph.objects(target, OA.hasSelector), key=lambda selector: str(_type(graph, selector)))[
        ::-1
    ]
    bodies = sorted(str(body) for body in graph.objects(node, OA.hasBody))
    made = {
        "id": str(node),
        "type": "Annotation",
        "motivation": "linking",
        "body": bodies,
        "target": {
            "id": str(target),
            "type": "SpecificResource",
            "source": str(_one(graph, target, "hasSource")),
            "selector": [
                {"id": str(quote), "type": "TextQuoteSelector", "exact": str(_one(graph, quote, "exact"))},
                {
                    "id": str(position),
                    "type": "TextPositionSelector",
                    "start": int(str(_one(graph, position, "start"))),
                    "end": int(str(_one(graph, position, "end"))),
                },
            ],
        },
    }
    return made if bodies else {key: value for key, value in made.items() if key != "body"}


def _one(graph: Graph, node: Node, name: str) -> Node:
    """Return the one value of a property that every annotation has."""
    return next(graph.objects(node, OA[name]))


def _type(graph: Graph, node: Node) -> Node:
    """Return the class of a selector."""
    return next(graph.objects(node, RDF.type), URIRef(""))
