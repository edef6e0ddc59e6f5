"""Questions to a graph: files of SPARQL 1.1 with a header, their parameters as RDF terms.

A ``.rq`` file runs unchanged on any endpoint: each parameter is a ``VALUES`` row that holds its default.  The header is
YAML in comments that begin with ``#+``: number, title, question and parameters, in Chinese and English.
"""

from hdkg.queries.catalogue import catalogue, load, read
from hdkg.queries.parameters import Parameter, ParameterType, Value
from hdkg.queries.query import Query, parse
from hdkg.queries.running import run, run_each

__all__ = ["Parameter", "ParameterType", "Query", "Value", "catalogue", "load", "parse", "read", "run", "run_each"]
