// Results as a network: the triples of a graph, or in a table of rows an edge from one column to another.
import { address, chooser, element, icon, short } from "./dom.js";
import { rowsOf } from "./results.js";
import { say } from "./words.js";

const MOST = 400; // rows or triples that are drawn
const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";
const LETTERS = 24; // of a node's label

const cut = (text) => (text.length > LETTERS ? `${text.slice(0, LETTERS)}…` : text);

export class Network {
  constructor(yasr) {
    this.yasr = yasr;
    this.label = say.network;
    this.priority = 5;
  }

  canHandleResults() {
    const { results } = this.yasr;
    if (!results || results.getBoolean() !== undefined) return false;
    return this.triples().length > 0 || (results.getVariables().length > 1 && rowsOf(results).length > 0);
  }

  getIcon() {
    return icon("M3 1a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM13 5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM5 11a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM4 4l8 2.5-.3 1L3.7 5zM11.5 8l.7.8-5 3.5-.6-.8z");
  }

  async draw(kept) {
    await import("/explore/static/vis-network.min.js");
    const { vis } = globalThis; // it is no module
    if (this.yasr.drawnPlugin !== "network") return; // somebody has turned to another view meanwhile
    this.yasr.pluginControls.replaceChildren(); // those of a table that was still being drawn
    const triples = this.triples();
    const rows = triples.length ? [] : rowsOf(this.yasr.results);
    const variables = rows.length ? this.yasr.results.getVariables() : [];
    const chosen = rows.length ? this.chosen(kept ?? {}, variables, rows) : {};
    const all = rows.length + triples.length;
    const { nodes, edges } = rows.length ? this.ofRows(chosen, rows.slice(0, MOST)) : this.ofTriples(triples.slice(0, MOST));
    const choose = (name) => (value) => {
      this.yasr.storePluginConfig("network", { ...chosen, [name]: value });
      this.yasr.draw();
    };
    const columns = variables.map((name) => [name, name]);
    const choices = rows.length
      ? [
          chooser(say.from, columns, chosen.from, choose("from")),
          chooser(say.to, columns, chosen.to, choose("to")),
          chooser(say.edge, [["", say.no], ...columns], chosen.edge, choose("edge")),
        ]
      : [];
    const place = element("div", { className: "hdkg-canvas", role: "img", "aria-label": say.networkOf(nodes.size, edges.length) });
    const selected = element("p", { className: "hdkg-selected", "aria-live": "polite" });
    this.yasr.resultsEl.replaceChildren(
      element(
        "div",
        { className: "hdkg hdkg-network" },
        element("div", { className: "hdkg-choices" }, ...choices),
        element("p", { className: "hdkg-note" }, all > MOST ? say.cut(MOST, all) : ""),
        place,
        selected,
      ),
    );
    this.destroy();
    this.drawing = new vis.Network(place, { nodes: [...nodes.values()], edges }, this.options());
    this.drawing.once("stabilizationIterationsDone", () => {
      this.drawing?.setOptions({ physics: false });
      this.drawing?.fit();
    });
    this.drawing.on("selectNode", ({ nodes: [id] }) => this.tell(selected, nodes.get(id)));
    place.drawing = this.drawing; // where a test, or a curious reader, finds what is drawn
  }

  destroy() {
    this.drawing?.destroy();
    this.drawing = undefined;
  }

  options() {
    const style = getComputedStyle(this.yasr.rootEl);
    const font = { face: style.fontFamily, color: style.color, strokeWidth: 0, multi: false };
    return {
      autoResize: true,
      layout: { randomSeed: 1, improvedLayout: false },
      physics: { stabilization: { iterations: 200, fit: true }, barnesHut: { springLength: 130 } },
      nodes: { shape: "dot", size: 12, font: { ...font, size: 14 } },
      edges: { arrows: "to", color: "#8a8a8a", font: { ...font, size: 11, align: "middle" }, smooth: false },
      interaction: { keyboard: { enabled: true, bindToWindow: false }, navigationButtons: false },
    };
  }

  tell(place, node) {
    const href = address(node.iri);
    const words = node.whole;
    place.replaceChildren(`${say.selected} `, href ? element("a", { href, rel: "nofollow noreferrer" }, words) : words);
  }

  triples() {
    return this.yasr.results?.getStatements() ?? []; // of a graph; rows have none
  }

  chosen(kept, variables, rows) {
    const known = (name, fallback) => (variables.includes(name) ? name : fallback);
    const iris = variables.filter((name) => rows.some((row) => row[name]?.type === "uri"));
    const [first, second] = iris.length > 1 ? iris : variables;
    return { from: known(kept.from, first), to: known(kept.to, second), edge: known(kept.edge, "") };
  }

  ofRows({ from, to, edge }, rows) {
    const nodes = new Map();
    const edges = [];
    for (const row of rows) {
      if (!row[from] || !row[to]) continue;
      const ends = [from, to].map((name) => {
        const label = row[`${name}Label`]?.value ?? row[name].value; // ?itemLabel names ?item, as elsewhere on the web
        return this.node(nodes, row[name].type === "uri" ? row[name].value : "", label);
      });
      edges.push({ from: ends[0], to: ends[1], label: edge ? cut(row[edge]?.value ?? "") : undefined });
    }
    return { nodes, edges };
  }

  ofTriples(triples) {
    const nodes = new Map();
    const edges = [];
    const labels = new Map();
    for (const { subject, predicate, object } of triples)
      if (predicate.value === LABEL && !labels.has(subject.value)) labels.set(subject.value, object.value);
    for (const { subject, predicate, object } of triples) {
      const own = this.node(nodes, subject.value, labels.get(subject.value));
      if (predicate.value === LABEL) continue;
      const other = object.termType === "Literal" ? this.node(nodes, "", object.value) : this.node(nodes, object.value, labels.get(object.value));
      edges.push({ from: own, to: other, label: cut(short(predicate.value, this.yasr.getPrefixes())) });
    }
    return { nodes, edges };
  }

  node(nodes, iri, label) {
    const id = iri ? `<${iri}>` : `"${label}`;
    const whole = label && label !== iri ? label : short(iri, this.yasr.getPrefixes());
    if (!nodes.has(id)) nodes.set(id, { id, iri, whole, label: cut(whole), color: iri ? "#2b7bba" : "#c98a2b" });
    return id;
  }
}
