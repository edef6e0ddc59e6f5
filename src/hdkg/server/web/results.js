// Results as they came: YASGUI itself writes other columns into values that hold {{words in braces}}.

const known = new WeakMap();

/** Return the rows of an answer; of a graph its triples. */
export function rowsOf(results) {
  if (!results) return [];
  if (!known.has(results)) known.set(results, read(results));
  return known.get(results);
}

function read(results) {
  if (results.getType() !== "json") return results.getBindings() ?? [];
  return JSON.parse(results.getOriginalResponseAsString()).results?.bindings ?? [];
}
