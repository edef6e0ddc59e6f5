"""Counties' figures as researchers tabulate them: one table, one unit a variable, with a codebook and with warnings."""

from hdkg.panel.columns import CODEBOOK, PANEL, Column
from hdkg.panel.table import Panel, panel

__all__ = ["CODEBOOK", "PANEL", "Column", "Panel", "panel"]
