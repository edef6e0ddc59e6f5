"""The ontology as pages to read, in Chinese and English, with a diagram of its classes.

pyLODE and Widoco were weighed: pyLODE's newest release cannot be imported, its pages run labels of two languages
together and differ from run to run; Widoco needs Java and a web.  Here Jinja2 fills one template a language.
"""

from hdkg.documentation.pages import write

__all__ = ["write"]
