"""The explorer: a page to search, expand, filter and compare what the graphs know, and the reading API behind it."""
