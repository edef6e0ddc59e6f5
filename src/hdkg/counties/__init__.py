"""Counties beside one another: one indicator ranked where it can be compared, and initiatives from year to year."""

from hdkg.counties.chart import svg
from hdkg.counties.fetching import figures_of
from hdkg.counties.following import Followed, follow_initiatives
from hdkg.counties.ranking import Figure, Group, SideBySide, compare_counties
from hdkg.counties.wording import (
    CONTRADICTIONS,
    FIGURES,
    amount,
    contradiction_lines,
    contradiction_rows,
    facets,
    figure_rows,
    heading,
    left_out,
    name,
    notes,
    order,
    rank,
    stated,
)

__all__ = [
    "CONTRADICTIONS",
    "FIGURES",
    "Figure",
    "Followed",
    "Group",
    "SideBySide",
    "amount",
    "compare_counties",
    "contradiction_lines",
    "contradiction_rows",
    "facets",
    "figure_rows",
    "figures_of",
    "follow_initiatives",
    "heading",
    "left_out",
    "name",
    "notes",
    "order",
    "rank",
    "stated",
    "svg",
]
