"""Graphs on the web: a SPARQL 1.1 endpoint that stands up to strangers, linked data, and plain pages.

Queries run in worker processes that are ended at a limit; the process that speaks HTTP never runs one itself.
"""
