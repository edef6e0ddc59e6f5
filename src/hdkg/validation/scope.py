"""Whether a graph is a county's at all: one that has nothing for the shapes to look at breaks none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, Graph, URIRef

if TYPE_CHECKING:
    from collections.abc import Iterator

OURS = "https://w3id.org/hdkg/ontology/"


@dataclass(frozen=True, slots=True)
class Scope:
    """What kind of graph it is.

    Attributes
    ----------
    article
        Whether it tells of an article.
    claims
        Whether it holds claims, which have to come from one.
    ours
        Whether anything in it is of a class that shapes are about.
    """

    article: bool
    claims: bool
    ours: bool

    @property
    def fails(self) -> bool:
        """Whether it cannot pass, whatever the shapes say."""
        return not self.article and (self.claims or not self.ours)

    def lines(self) -> Iterator[str]:
        """Yield, as lines of text, what is missing and what to do; nothing of a graph with its article.

        Examples
        --------
        >>> list(scope(Graph()).lines())[0]
        '图里没有可检查的内容 / there is nothing in the graph that could be checked'
        """
        if self.article:
            return
        if not self.ours:
            yield "图里没有可检查的内容 / there is nothing in the graph that could be checked"
            yield "    → 用 hdkg align 引入其他词汇的图 / bring a graph in other terms in with hdkg align"
        elif self.claims:
            yield "有陈述而没有文章（hd:Article）/ there are claims, but no article (hd:Article) that they come from"
            yield "    → 用 hdkg build 重建 / build it again with hdkg build"
        else:
            yield "没有文章，是参考数据 / no article: reference data, no county's review"


def scope(graph: Graph) -> Scope:
    """Look at what a graph holds.

    Examples
    --------
    >>> found = scope(Graph().add((URIRef("urn:a"), RDF.type, URIRef(OURS + "Honour"))))
    >>> found.article, found.ours, found.fails
    (False, True, False)
    """
    classes = {str(each) for each in graph.objects(None, RDF.type) if isinstance(each, URIRef)}
    ours = any(each.startswith(OURS) for each in classes)
    concepts = "http://www.w3.org/2004/02/skos/core#Concept" in classes
    return Scope(OURS + "Article" in classes, OURS + "Claim" in classes, ours or concepts)
