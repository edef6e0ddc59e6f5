// Results of a query onto the canvas, and the view as a query.

import { post } from "./api.js";
import { button, byId, make, put, tell } from "./dom.js";
import { say } from "./words.js";

const SAFE = /^[a-z][a-z0-9+.-]*:[^<>"{}|^`\\\u0000-\u0020]*$/i;

/** The graph around the nodes of a view, as a query that any endpoint answers. @param {string[]} nodes */
export function sparql(nodes) {
  const terms = nodes.filter((iri) => SAFE.test(iri)).map((iri) => `    <${iri}>`).join("\n");
  return `# ${location.origin}/explore
PREFIX hd: <https://w3id.org/hdkg/ontology/>
PREFIX prov: <http://www.w3.org/ns/prov#>

CONSTRUCT { ?node ?p ?o . ?claim ?q ?v . ?span ?r ?w }
WHERE {
  VALUES ?node {
${terms}
  }
  { ?node ?p ?o }
  UNION { ?claim ?role ?node . ?claim a hd:Claim ; ?q ?v }
  UNION { ?claim ?role ?node . ?claim a hd:Claim ; prov:wasDerivedFrom ?span . ?span ?r ?w }
}
`;
}

let written = ""; // the query that the state held when the view was last shown

/** @param {import("./store.js").Store} store */
export function query(store) {
  const place = byId("view-query");
  const old = /** @type {HTMLTextAreaElement|null} */ (document.getElementById("sparql"));
  const kept = old && old.value !== written ? old.value : store.state.query;
  written = store.state.query;
  const area = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: "sparql", rows: 10, spellcheck: "false" }));
  area.value = kept;
  const own = sparql(store.seen().nodes.map((node) => node.iri));
  put(place, make("label", { for: "sparql", text: say("sparql") }), area,
    make("p", {}, button(say("run"), () => run(store, area.value), { id: "sparql-run" })),
    make("p", { class: "problem", id: "sparql-problem", role: "alert", hidden: true }),
    make("div", { class: "bar" }, make("h2", { text: say("ofview") }),
      button(say("copy"), () => navigator.clipboard.writeText(own).then(() => tell(say("copied"))), { id: "sparql-copy" })),
    make("pre", { id: "sparql-view", text: own, tabindex: 0 }));
}

/** Put what a query names on the canvas. @param {import("./store.js").Store} store @param {string} text */
async function run(store, text) {
  const problem = byId("sparql-problem");
  problem.hidden = true;
  try {
    const view = await post("results", { query: text });
    if (!view.nodes.length) throw new Error(say("noresult"));
    store.change({ nodes: view.nodes.map((node) => node.iri), query: text, chosen: "", fact: "", ways: [], tab: "network", layout: "links" });
  } catch (error) {
    problem.textContent = say("failed", { e: error.message });
    problem.hidden = false;
  }
}
