"""Networks of a graph's entities, honours and figures: to look at, to walk through, to hand to other programs."""

from hdkg.network.assemble import to_network
from hdkg.network.graphml import write_graphml
from hdkg.network.page import draw
from hdkg.network.routes import paths
from hdkg.network.sharing import shared_network

__all__ = ["draw", "paths", "shared_network", "to_network", "write_graphml"]
