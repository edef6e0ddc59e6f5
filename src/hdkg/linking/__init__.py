"""Links between graphs: identifiers first, evidence second, a person's word above all."""

from hdkg.linking.decisions import Decision, read_decisions
from hdkg.linking.judge import Evidence, Link, judge
from hdkg.linking.linking import decided, find_links, weighed
from hdkg.linking.lookup import Candidate, Lookup, Wanted
from hdkg.linking.thing import THINGS, Thing, read_things, things_of, told, told_in
from hdkg.linking.writing import explain, linkset, sssom

__all__ = [
    "THINGS",
    "Candidate",
    "Decision",
    "Evidence",
    "Link",
    "Lookup",
    "Thing",
    "Wanted",
    "decided",
    "explain",
    "find_links",
    "judge",
    "linkset",
    "read_decisions",
    "read_things",
    "sssom",
    "things_of",
    "told",
    "told_in",
    "weighed",
]
