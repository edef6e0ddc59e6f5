"""The way through, from a source to a graph on disk, and from graphs to answers and networks.

Import what you need from the modules: a question loads no extractor, a drawing no shapes.
"""
