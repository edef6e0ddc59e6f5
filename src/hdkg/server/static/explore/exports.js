// What is seen, as a file: PNG, SVG, GraphML, CSV, Turtle.

import { turtle } from "./api.js";
import { tell } from "./dom.js";
import { picture } from "./picture.js";
import { selected } from "./selection.js";
import { sparql } from "./query.js";
import { rows } from "./table.js";
import { say } from "./words.js";

const GRAPHML = "http://graphml.graphdrawing.org/xmlns";
const LARGEST = 8000; // pixels of a side of a PNG

/** @param {import("./store.js").Store} store @param {() => import("./scene.js").Scene} scene */
export function exporter(store, scene) {
  const part = () => chosen(store);
  const name = () => `hdkg-${part().nodes.length}`;
  const drawn = () => new XMLSerializer().serializeToString(current(store, scene, part()));
  return {
    svg: async () => save(`${name()}.svg`, "image/svg+xml", drawn()),
    png: async () => save(`${name()}.png`, "image/png", await pixels(drawn())),
    graphml: async () => save(`${name()}.graphml`, "application/xml", graphml(part(), store.meta)),
    nodes: async () => save(`${name()}-nodes.csv`, "text/csv;charset=utf-8", csv(rows(store, part()).nodes, (node) => [node.iri], ["iri"])),
    links: async () => save(`${name()}-links.csv`, "text/csv;charset=utf-8", csv(rows(store, part()).links, (link) => [link.from, link.to], ["from", "to"])),
    turtle: async () => save(`${name()}.ttl`, "text/turtle;charset=utf-8", await turtle(sparql(part().nodes.map((node) => node.iri)))),
  };
}

/** What is saved: the selection and the links within it, where there is one, else all that is seen. */
function chosen(store) {
  const { nodes, links } = store.seen();
  const picked = new Set(selected(store));
  if (!picked.size) return { nodes, links };
  return { nodes: nodes.filter(({ iri }) => picked.has(iri)), links: links.filter(({ from, to }) => picked.has(from) && picked.has(to)) };
}

/** The picture that the reader sees: of the layers, the timeline or a chart where that is open, else the network. */
function current(store, scene, { nodes }) {
  const open = document.querySelector(`#view-${store.state.tab} svg[id]`);
  if (!open) return picture(within(scene(), nodes), store.meta, document.title);
  const copy = /** @type {SVGElement} */ (open.cloneNode(true));
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return copy;
}

/** Of a scene what these nodes take part in. */
function within(scene, nodes) {
  const spots = new Map(nodes.map(({ iri }) => [iri, scene.spots.get(iri)]));
  if (spots.size === scene.spots.size) return scene;
  return { ...scene, spots, cards: [], links: scene.links.filter(({ from, to }) => spots.has(from) && spots.has(to)) };
}

/** Save a file. @param {string} name @param {string} type @param {string|Blob} data */
export function save(name, type, data) {
  const address = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  tell(say("saved", { f: name }));
}

/** @param {string} drawn SVG @returns {Promise<Blob>} */
async function pixels(drawn) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([drawn], { type: "image/svg+xml" }));
  try {
    image.src = address;
    await image.decode();
    const scale = Math.min(2, LARGEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("PNG"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** A table for spreadsheets, in which no cell starts a formula. */
function csv({ heads, rows: held }, more, names) {
  const cell = (text) => {
    const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  const lines = [[...heads, ...names], ...held.map(([thing, cells]) => [...cells, ...more(thing)])];
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

function graphml({ nodes, links }, meta) {
  const doc = document.implementation.createDocument(GRAPHML, "graphml");
  const add = (parent, tag, attributes = {}, text = "") => {
    const element = doc.createElementNS(GRAPHML, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, legal(value));
    if (text) element.textContent = legal(text);
    parent.append(element);
    return element;
  };
  const columns = { node: ["label", "label_en", "kind", "group", "areas", "years", "periods", "reading"], edge: ["relation", "label", "reading", "claim"] };
  for (const [owner, names] of Object.entries(columns)) {
    for (const name of names) add(doc.documentElement, "key", { id: `${owner}-${name}`, for: owner, "attr.name": name, "attr.type": "string" });
  }
  const graph = add(doc.documentElement, "graph", { edgedefault: "directed" });
  const put = (parent, owner, values) => columns[owner].forEach((name, i) => values[i] && add(parent, "data", { key: `${owner}-${name}` }, values[i]));
  for (const node of nodes) {
    put(add(graph, "node", { id: node.iri }), "node", [node.zh, node.en, node.kind, node.group, node.areas.join(" "), node.years.join(" "), node.periods.join(" "), node.reading]);
  }
  for (const link of links) {
    put(add(graph, "edge", { source: link.from, target: link.to }), "edge", [link.relation, meta.relations[link.relation].en, link.reading, link.claim]);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(doc)}\n`;
}

/** A text without what XML cannot hold. @param {string} text */
const legal = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
