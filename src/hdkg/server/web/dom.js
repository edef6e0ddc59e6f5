// Elements are made here and nowhere from markup: what comes from graphs, queries and addresses stays text.

/** Return an element with properties and children; strings among them become text. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "for" || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

/** Return a label with a list to choose from; `choose` gets what was chosen. */
export function chooser(label, choices, chosen, choose) {
  const select = element("select", {}, ...choices.map(([value, text]) => element("option", { value }, text)));
  select.value = chosen;
  select.addEventListener("change", () => choose(select.value));
  return element("label", {}, `${label} `, select);
}

/** Return where a node leads: a page of this server for our own, the web's address, else nothing. */
export function address(iri) {
  const own = /^https:\/\/w3id\.org\/hdkg(\/(?:id|ontology|code|indicator|unit|policy-area)\/.*)$/s.exec(iri);
  if (own) return own[1];
  return /^https?:\/\//.test(iri) ? iri : "";
}

/** Return an IRI in short: with a prefix, else its last part. */
export function short(iri, prefixes) {
  for (const [prefix, space] of Object.entries(prefixes))
    if (iri.startsWith(space) && iri.length > space.length) return `${prefix}:${iri.slice(space.length)}`;
  return iri;
}

export function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  line.setAttribute("fill", "currentColor");
  svg.append(line);
  return svg;
}
