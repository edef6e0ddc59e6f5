"""Questions at size: stores of millions of triples, and how long they take to answer, beside other engines."""
