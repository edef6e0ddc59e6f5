"""From a county's year-in-review article to an RDF knowledge graph that can be asked and looked at."""
