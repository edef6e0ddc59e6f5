// The network as SVG, to be saved: the same places, shapes and colours as on the canvas.

import { svg } from "./dom.js";
import { around } from "./layout.js";
import { FONT, card, colours, inside, outline } from "./look.js";

/** @param {import("./scene.js").Scene} scene @param {any} meta @param {string} title */
export function picture(scene, meta, title) {
  const { paper } = colours();
  const whole = around([...[...scene.spots.values()].map(({ box }) => box), ...scene.cards.map(({ box }) => box)]);
  const [left, top, wide, high] = [whole.x - whole.wide / 2 - 24, whole.y - whole.high / 2 - 24, whole.wide + 48, whole.high + 48].map(Math.round);
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `${left} ${top} ${wide} ${high}`, width: wide, height: high, "font-family": FONT },
    svg("title", { text: title }),
    svg("rect", { x: left, y: top, width: wide, height: high, fill: paper }),
    ...scene.cards.map(cardOf),
    ...scene.links.filter((link) => !link.hub).map((link) => lineOf(scene, meta, link)).filter(Boolean),
    ...[...scene.spots.values()].map((spot) => spotOf(spot, meta)));
}

function cardOf({ box, name, number }) {
  const { tint, ink } = card(number);
  return svg("g", {},
    svg("rect", { x: box.x - box.wide / 2, y: box.y - box.high / 2, width: box.wide, height: box.high, rx: 18, fill: tint }),
    svg("text", { x: box.x - box.wide / 2 + 18, y: box.y - box.high / 2 + 31, fill: ink, "font-size": 20, "font-weight": 600, text: name }));
}

/** Where the middle of a spot's shape is, and how far it reaches. */
function shapeOf({ box, radius, thing }, meta) {
  const held = inside(meta.groups[thing.group].shape);
  return held ? { x: box.x, y: box.y, w: box.wide / 2, h: box.high / 2 } : { x: box.x, y: box.y - box.high / 2 + radius, w: radius, h: radius };
}

function lineOf(scene, meta, link) {
  const [from, to] = [link.from, link.to].map((iri) => shapeOf(scene.spots.get(iri), meta));
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const far = Math.hypot(dx, dy);
  if (!far) return null;
  const edge = ({ w, h }) => Math.min(w / Math.abs(dx || 1e-9), h / Math.abs(dy || 1e-9), 0.5);
  const [x1, y1] = [from.x + dx * edge(from), from.y + dy * edge(from)];
  const [x2, y2] = [to.x - dx * edge(to), to.y - dy * edge(to)];
  const [ux, uy] = [dx / far, dy / far];
  const line = colours().families[meta.relations[link.relation].family];
  const tip = [[0, 0], [-9, 4], [-9, -4]].map(([a, b]) => `${x2 + a * ux - b * uy},${y2 + a * uy + b * ux}`).join(" ");
  return svg("g", {}, svg("line", { x1, y1, x2: x2 - 6 * ux, y2: y2 - 6 * uy, stroke: line, "stroke-width": 1.4,
    "stroke-dasharray": link.reading === "inferred" ? "6 5" : false }), svg("polygon", { points: tip, fill: line }));
}

function spotOf(spot, meta) {
  const { thing, caption, size, box } = spot;
  const { shape } = meta.groups[thing.group];
  const [fill, stroke, inkInside] = spot.paint;
  const { x, y, w, h } = shapeOf(spot, meta);
  const paint = { fill, stroke, "stroke-width": 1.5, "stroke-dasharray": thing.reading === "inferred" ? "5 4" : false };
  const lines = caption.split("\n");
  const first = inside(shape) ? box.y - ((lines.length - 1) * size * 1.1) / 2 + size * 0.36 : y + h + size + 3;
  const body = shape === "box" ? svg("rect", { x: x - w, y: y - h, width: 2 * w, height: 2 * h, rx: 7, ...paint })
    : shape === "ellipse" || shape === "dot" ? svg("ellipse", { cx: x, cy: y, rx: w, ry: h, ...paint })
      : svg("polygon", { points: outline(shape) || outline("diamond"), ...paint, "stroke-width": 1,
        transform: `translate(${x - h * 1.22},${y - h}) scale(${h / 9})` });
  return svg("g", {}, svg("title", { text: `${thing.zh} / ${thing.en}` }), body, ...lines.map((text, i) => svg("text", {
    x, y: first + i * size * 1.1, fill: inside(shape) ? inkInside : colours().ink, "font-size": size, "text-anchor": "middle", text })));
}
