"""``hdkg cite``: how to cite a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hdkg.cli.console import ON_GRAPHS, put_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdkg.evidence import Citation

FORMATS = ("text", "gbt7714", "bibtex", "csl-json")


@click.command(short_help="Cite a fact: its source, words and permanent IRI.")
@click.argument("fact", metavar="FACT")
@ON_GRAPHS
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to write it."
)
@click.option("--accessed", default="", metavar="DATE", help="Day of access (ISO 8601), as GB/T 7714 asks for.")
@click.option("--out", default="", metavar="FILE", help="Write it there.")
def cite(fact: str, on: tuple[str, ...], form: str, accessed: str, out: str) -> None:
    """Cite FACT, the IRI of a claim, an entity or a quote, whole or short (id:observation/…), once for each source.

    Without a format, what the fact says, the words that say it, GB/T 7714—2015 and BibTeX.

    \b
    Example:
      hdkg cite id:division/430424108
      hdkg cite id:division/430424108 --format bibtex --out yangqiao.bib
    """
    from hdkg.evidence import cite as citations_of
    from hdkg.evidence import styles
    from hdkg.pipeline.graphs import open_graphs

    found = citations_of(open_graphs(on or None), fact)
    if form == "csl-json":
        put_out(styles.csl_json(found, accessed), out)
        return
    writers = {"gbt7714": styles.gbt7714, "bibtex": styles.bibtex}
    if form in writers:
        put_out("".join(f"{writers[form](each, accessed)}\n" for each in found), out)
    else:
        put_out("\n".join(line for each in found for line in _lines(each, accessed)), out)


def _lines(citation: Citation, accessed: str) -> Iterator[str]:
    """Yield a citation for a person to read."""
    from hdkg.evidence import styles
    from hdkg.store.render import one_line

    yield from map(one_line, filter(None, (citation.says, citation.says_en)))
    for quote in citation.quotes:
        yield f"“{one_line(quote.text)}”（字符 / characters {quote.start}–{quote.end}）{quote.iri}"
    yield from ("", "GB/T 7714—2015", styles.gbt7714(citation, accessed))
    yield from ("", "BibTeX", styles.bibtex(citation, accessed), "")
