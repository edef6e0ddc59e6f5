// The network on the canvas: vis-network draws, this says what, and passes on what a person does there.

import { around } from "./layout.js";
import { FONT, card, colours, inside } from "./look.js";
import { band } from "./selection.js";

/** @typedef {import("./scene.js").Scene} Scene */

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Canvas {
  /**
   * @param {HTMLElement} place
   * @param {{choose: (iri: string) => void, pick: (iris: string[]) => void, expand: (iri: string) => void, remove: (iri: string) => void,
   *   name: (iri: string) => void, move: (moved: Object<string, {x: number, y: number}>) => void}} act
   */
  constructor(place, act) {
    this.place = place;
    this.act = act;
    /** @type {Scene} */ this.scene = { spots: new Map(), links: [], cards: [], places: new Map(), frames: new Map() };
    this.chosen = "";
    /** @type {Set<string>} */ this.picked = new Set();
    this.lit = new Set();
    this.nodes = new window.vis.DataSet();
    this.edges = new window.vis.DataSet();
    this.network = new window.vis.Network(place, { nodes: this.nodes, edges: this.edges }, options());
    Object.assign(place, { explorer: this }); // for those who look from outside: where does a node stand?
    this.network.on("beforeDrawing", (context) => this.drawCards(context));
    this.network.on("click", ({ nodes, event: { srcEvent }, pointer }) => {
      if (srcEvent.shiftKey || srcEvent.ctrlKey || srcEvent.metaKey) this.pickAt(pointer.DOM);
      else act.choose(nodes.length ? nodes[0] : "");
    });
    band(place, (frame) => act.pick(this.within(frame)), (x, y) => !this.network.getNodeAt({ x, y }));
    this.network.on("doubleClick", ({ nodes }) => nodes.length && act.expand(nodes[0]));
    this.network.on("dragEnd", ({ nodes }) => nodes.length && act.move(this.moved(nodes)));
    place.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.network.redraw()).observe(place);
  }

  /** Draw a scene. @param {Scene} scene @param {string[]} way nodes of a way that is shown */
  draw(scene, way) {
    this.scene = scene;
    this.way = new Set(way);
    this.network.setOptions(options());
    const names = new Set(scene.spots.keys());
    this.nodes.remove(this.nodes.getIds().filter((id) => !names.has(id)));
    this.edges.clear();
    this.paint();
    this.edges.add(scene.links.map((link, i) => ({ id: i, from: link.from, to: link.to, ...this.edge(link) })));
  }

  /** Show which nodes are chosen and selected. @param {string} iri @param {string[]} way @param {string[]} picked */
  choose(iri, way, picked) {
    this.picked = new Set(picked);
    this.chosen = this.scene.spots.has(iri) ? iri : "";
    this.way = new Set(way);
    this.paint();
    this.edges.update(this.scene.links.map((link, i) => ({ id: i, ...this.edge(link) })));
    // What vis-network holds for selected is dragged together.
    this.network.selectNodes([...new Set([this.chosen, ...picked])].filter((each) => this.scene.spots.has(each)), false);
  }

  /** Nodes are as bright as what is chosen, or the way that is shown, lets them be. */
  paint() {
    const { spots, links } = this.scene;
    this.lit = new Set(this.way);
    if (this.chosen) {
      this.lit.add(this.chosen);
      for (const { from, to } of links) {
        if (from === this.chosen) this.lit.add(to);
        if (to === this.chosen) this.lit.add(from);
      }
    }
    const all = !this.lit.size;
    this.nodes.update([...spots.values()].map(({ thing, caption, size, radius, box, paint: [fill, line, ink] }) => {
      const picked = this.picked.has(thing.iri);
      const on = all || picked || this.lit.has(thing.iri);
      const held = inside(this.shape(thing.group));
      return {
        id: thing.iri, label: caption, group: thing.group, x: box.x,
        y: held ? box.y : box.y - box.high / 2 + radius,
        font: { size, color: on ? (held ? ink : colours().ink) : `${colours().soft}b0` },
        size: radius, opacity: on ? 1 : 0.3, borderWidth: thing.iri === this.chosen || picked ? 4 : 1.5,
        color: { border: picked ? colours().picked : line, background: fill },
        shapeProperties: { borderDashes: thing.reading === "inferred" ? [5, 4] : false, borderRadius: 7 },
      };
    }));
  }

  shape(group) { return SHAPES[group]; }

  edge(link) {
    const touched = link.from === this.chosen || link.to === this.chosen;
    const along = this.way.has(link.from) && this.way.has(link.to);
    const dim = this.lit.size && !touched && !along;
    const line = colours().families[FAMILIES[link.relation] || "other"];
    return {
      hidden: link.hub && !touched && !along,
      width: along ? 3.5 : touched && !link.hub ? 2.4 : 1.4,
      dashes: link.reading === "inferred" ? [6, 5] : false,
      color: { color: along ? colours().accent : line, highlight: line, hover: line, opacity: dim ? 0.1 : link.hub ? 0.4 : 0.85 },
    };
  }

  drawCards(context) {
    for (const { box, name, number } of this.scene.cards) {
      const { tint, ink } = card(number);
      const { x, y, wide, high } = box;
      context.beginPath();
      context.roundRect(x - wide / 2, y - high / 2, wide, high, 18);
      context.fillStyle = tint;
      context.fill();
      context.fillStyle = ink;
      context.font = `600 20px ${FONT}`;
      context.textAlign = "left";
      context.textBaseline = "top";
      context.fillText(name, x - wide / 2 + 18, y - high / 2 + 14, wide - 30);
    }
  }

  /** Show all of the scene; panels cover so much of the right side, or of the lower. @param {{x: number, y: number}} [covered] */
  fit(covered = { x: 0, y: 0 }) {
    const boxes = [...[...this.scene.spots.values()].map(({ box }) => box), ...this.scene.cards.map(({ box }) => box)];
    if (!boxes.length) return;
    const whole = around(boxes);
    const { clientWidth, clientHeight } = this.place;
    const [wide, high] = [clientWidth - covered.x, clientHeight - covered.y];
    const scale = Math.min(1.35, (wide - 36) / Math.max(whole.wide, 1), (high - 36) / Math.max(whole.high, 1));
    const position = { x: whole.x + covered.x / 2 / scale, y: whole.y + covered.y / 2 / scale };
    this.network.moveTo({ position, scale: Math.max(scale, 0.02), animation: false });
  }

  /** Where the boxes of nodes are that were dragged. @param {string[]} nodes */
  moved(nodes) {
    const at = this.network.getPositions(nodes);
    return Object.fromEntries(nodes.map((iri) => {
      const { thing, radius, box } = this.scene.spots.get(iri);
      const { x, y } = at[iri];
      return [iri, { x, y: inside(this.shape(thing.group)) ? y : y + box.high / 2 - radius }];
    }));
  }

  /** Select what stands at a point of the canvas, if anything does. @param {{x: number, y: number}} point */
  pickAt(point) {
    const iri = this.network.getNodeAt(point);
    if (iri) this.act.pick([String(iri)]);
  }

  /** The nodes that a frame on the screen touches. @param {{left: number, top: number, right: number, bottom: number}} frame */
  within({ left, top, right, bottom }) {
    const from = this.network.DOMtoCanvas({ x: left, y: top });
    const to = this.network.DOMtoCanvas({ x: right, y: bottom });
    const touches = ({ x, y, wide, high }) => x + wide / 2 > from.x && x - wide / 2 < to.x && y + high / 2 > from.y && y - high / 2 < to.y;
    return [...this.scene.spots.values()].filter(({ box }) => touches(box)).map(({ thing }) => thing.iri);
  }

  /** Bring nodes into view: move nothing where they are in it, else show all. @param {string[]} iris @param {{x: number, y: number}} covered */
  reveal(iris, covered) {
    const boxes = iris.filter((iri) => this.scene.spots.has(iri)).map((iri) => this.scene.spots.get(iri).box);
    const { clientWidth, clientHeight } = this.place;
    const corner = this.network.DOMtoCanvas({ x: 0, y: 0 });
    const end = this.network.DOMtoCanvas({ x: clientWidth - covered.x, y: clientHeight - covered.y });
    const seen = boxes.every(({ x, y, wide, high }) => x - wide / 2 >= corner.x && x + wide / 2 <= end.x
      && y - high / 2 >= corner.y && y + high / 2 <= end.y);
    if (!seen) this.fit(covered);
  }

  /** Bring a node into view. @param {string} iri @param {{x: number, y: number}} [covered] */
  focus(iri, covered = { x: 0, y: 0 }) {
    if (!this.scene.spots.has(iri)) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.network.focus(iri, {
      scale: Math.max(this.network.getScale(), 0.8), offset: { x: -covered.x / 2, y: -covered.y / 2 },
      animation: still ? false : { duration: 250, easingFunction: "easeOutQuad" },
    });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = WAYS[event.key];
    const zoom = { "+": 1.25, "=": 1.25, "-": 0.8 }[event.key];
    if (way) {
      const next = this.next(way);
      this.act.choose(next);
      if (next) this.act.name(next);
    } else if (event.key === " " && this.chosen) this.act.pick([this.chosen]);
    else if (event.key === "a") this.act.pick([...this.scene.spots.keys()]);
    else if (event.key === "Enter" && this.chosen) this.act.expand(this.chosen);
    else if ((event.key === "Delete" || event.key === "Backspace") && (this.chosen || this.picked.size)) this.act.remove(this.chosen);
    else if (zoom) this.network.moveTo({ scale: this.network.getScale() * zoom, animation: false });
    else if (event.key === "0") this.fit();
    else return;
    event.preventDefault();
  }

  /** The nearest node in a direction from the chosen one; the first one where none is chosen. */
  next([dx, dy]) {
    const from = this.scene.spots.get(this.chosen);
    if (!from) return this.scene.spots.keys().next().value || "";
    let best = this.chosen; let least = Infinity;
    for (const [iri, { box }] of this.scene.spots) {
      const along = (box.x - from.box.x) * dx + (box.y - from.box.y) * dy;
      const aside = Math.abs((box.x - from.box.x) * dy) + Math.abs((box.y - from.box.y) * dx);
      const cost = along + 2 * aside;
      if (iri !== this.chosen && along > 4 && cost < least) { best = iri; least = cost; }
    }
    return best;
  }
}

/** @type {Object<string, string>} */ const SHAPES = {};
/** @type {Object<string, string>} */ const FAMILIES = {};

/** Learn how groups and relations are drawn. @param {any} meta */
export function learn(meta) {
  for (const [key, group] of Object.entries(meta.groups)) SHAPES[key] = group.shape;
  for (const [key, relation] of Object.entries(meta.relations)) FAMILIES[key] = relation.family;
}

function options() {
  const { groups, ink, halo } = colours();
  return {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { hover: false, dragNodes: true, selectConnectedEdges: false, keyboard: false },
    nodes: {
      borderWidth: 1.5, borderWidthSelected: 4, margin: { top: 9, right: 9, bottom: 9, left: 9 },
      font: { face: FONT }, scaling: { label: { enabled: false } }, chosen: false,
    },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, smooth: false, chosen: false, font: { color: ink, strokeColor: halo } },
    groups: Object.fromEntries(Object.entries(groups).map(([key, [background, border]]) => [
      key, { shape: SHAPES[key], color: { background, border } }])),
  };
}
