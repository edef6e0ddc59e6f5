// Where new nodes stand while those that are there stay where they are: near what they are linked with.

import { GAP, HEADING, PADDING, around, pushApart, shelves } from "./layout.js";

/** @typedef {import("./layout.js").Box} Box */
/** @typedef {import("./layout.js").Item} Item */

/**
 * Place items of which some have a place already; one whose card is another now has none.
 * @param {Item[]} items
 * @param {[string, string][]} links
 * @param {Map<string, {x: number, y: number, card?: string}>} places where items stand
 * @param {boolean} cards whether there are cards
 * @param {Map<string, Box>|null} known where the cards are, if that has not changed
 * @returns {import("./layout.js").Layout}
 */
export function keep(items, links, places, cards, known) {
  const at = new Map();
  for (const { id, wide, high, card } of items) {
    const place = places.get(id);
    if (place && (!cards || place.card === undefined || place.card === card)) at.set(id, { x: place.x, y: place.y, wide, high });
  }
  const fresh = items.filter(({ id }) => !at.has(id));
  if (cards) {
    for (const [card, held] of grouped(fresh)) intoCard(card, held, items, at);
    if (fresh.length) asunder(items, at);
    return { at, cards: (!fresh.length && known) || frames(items, at) };
  }
  const near = neighbours(links);
  const rings = new Map();
  const hubs = new Set(items.filter((item) => item.hub).map((item) => item.id));
  // Those that are linked with what stands already come first, then those that are linked with these.
  for (let rest = fresh; rest.length;) {
    const next = rest.filter(({ id }) => (near.get(id) || []).some((other) => at.has(other)));
    const placed = next.length ? next : rest.slice(0, 1);
    for (const item of placed) at.set(item.id, free(item, anchor(item, near, at, hubs), [...at.values()], rings));
    rest = rest.filter(({ id }) => !at.has(id));
  }
  return { at, cards: new Map() };
}

/** Move boxes apart whose captions became longer. @param {Map<string, Box>} at */
export function roomy(at) {
  pushApart([...at.values()]);
}

function grouped(items) {
  const found = new Map();
  for (const item of items) {
    const card = item.hub ? null : item.card;
    found.set(card, [...(found.get(card) || []), item]);
  }
  return found;
}

function neighbours(links) {
  const near = new Map();
  for (const [from, to] of links) {
    near.set(from, [...(near.get(from) || []), to]);
    near.set(to, [...(near.get(to) || []), from]);
  }
  return near;
}

/** Where an item would best stand: amid those that it is linked with; beside all where there are none. */
function anchor(item, near, at, hubs) {
  const there = (near.get(item.id) || []).filter((other) => at.has(other));
  const telling = there.filter((other) => !hubs.has(other)); // nearly everything is linked with a county
  const spots = (telling.length ? telling : there).map((other) => at.get(other));
  if (spots.length) {
    return { x: spots.reduce((sum, { x }) => sum + x, 0) / spots.length, y: spots.reduce((sum, { y }) => sum + y, 0) / spots.length };
  }
  const whole = around([...at.values()]);
  return { x: whole.x + whole.wide / 2 + GAP + item.wide / 2, y: whole.y };
}

/** The free spot nearest to a point: in rings around it, wider than high as captions are; not in rings that were full. */
function free(item, { x, y }, taken, rings) {
  const point = `${Math.round(x)} ${Math.round(y)}`;
  const fits = (spot) => taken.every((other) => Math.abs(spot.x - other.x) >= (item.wide + other.wide) / 2 + GAP
    || Math.abs(spot.y - other.y) >= (item.high + other.high) / 2 + GAP);
  for (let ring = Math.max(0, (rings.get(point) || 0) - 1); ; ring += 1) {
    const steps = Math.max(1, ring * 8);
    for (let step = 0; step < steps; step += 1) {
      const turn = (2 * Math.PI * step) / steps;
      const spot = { x: Math.round(x + Math.cos(turn) * ring * 30), y: Math.round(y + Math.sin(turn) * ring * 18), wide: item.wide, high: item.high };
      if (!fits(spot)) continue;
      rings.set(point, ring);
      return spot;
    }
  }
}

/** Put new items below what their card holds, and move what stands lower out of the way. */
function intoCard(card, fresh, items, at) {
  const inCard = (item) => (card === null ? item.hub : !item.hub && item.card === card);
  const held = items.filter((item) => inCard(item) && at.has(item.id)).map(({ id }) => at.get(id));
  const whole = around([...at.values()]);
  const own = around(held);
  const area = fresh.reduce((sum, { wide, high }) => sum + (wide + GAP) * (high + GAP), 0);
  const rows = shelves(fresh.map(({ wide, high }) => ({ x: 0, y: 0, wide, high })), card === null ? 100 : held.length ? own.wide ** 2 / area : 1.5, GAP);
  const block = around(rows);
  let corner;
  if (held.length && card === null) corner = { x: own.x + own.wide / 2 + GAP, y: own.y - own.high / 2 };
  else if (held.length) {
    corner = { x: own.x - own.wide / 2, y: own.y + own.high / 2 + GAP };
    lower(corner.y, block.high + GAP, { from: corner.x - PADDING, to: corner.x + Math.max(own.wide, block.wide) + PADDING }, inCard, items, at);
  } else if (card === null) corner = { x: whole.x - block.wide / 2, y: whole.y - whole.high / 2 - PADDING - HEADING - GAP - block.high };
  else corner = { x: whole.x + whole.wide / 2 + 2 * PADDING + GAP, y: whole.y - whole.high / 2 };
  fresh.forEach(({ id, wide, high }, i) => at.set(id, { wide, high,
    x: Math.round(corner.x + rows[i].x - (block.x - block.wide / 2)), y: Math.round(corner.y + rows[i].y - (block.y - block.high / 2)) }));
}

/** Move the cards that stand below a line, and in its columns or in those of cards that are moved, down by so much. */
function lower(line, by, columns, inCard, items, at) {
  const others = [...frames(items.filter((item) => !inCard(item)), at)].sort(([, a], [, b]) => (a.y - a.high / 2) - (b.y - b.high / 2));
  const spans = [columns];
  for (const [card, box] of others) {
    const [from, to] = [box.x - box.wide / 2, box.x + box.wide / 2];
    if (box.y - box.high / 2 < line - GAP || !spans.some((span) => from < span.to && to > span.from)) continue;
    spans.push({ from, to });
    for (const item of items) if (!item.hub && item.card === card && at.has(item.id)) at.get(item.id).y += by;
  }
}

/** Move cards apart that came to overlap, each with all that it holds. */
function asunder(items, at) {
  const cards = frames(items, at);
  const before = new Map([...cards].map(([card, { x, y }]) => [card, { x, y }]));
  if (cards.size > 1) pushApart([...cards.values()]);
  for (const item of items) {
    const box = at.get(item.id);
    if (item.hub || !box) continue;
    box.x += cards.get(item.card).x - before.get(item.card).x;
    box.y += cards.get(item.card).y - before.get(item.card).y;
  }
}

/** The frames of the cards: around what they hold. */
function frames(items, at) {
  const held = new Map();
  for (const item of items) {
    if (!item.hub && at.has(item.id)) held.set(item.card, [...(held.get(item.card) || []), at.get(item.id)]);
  }
  const made = new Map([...held].map(([card, boxes]) => {
    const { x, y, wide, high } = around(boxes);
    return [card, { x, y: y - HEADING / 2, wide: Math.max(wide + 2 * PADDING, 130), high: high + 2 * PADDING + HEADING }];
  }));
  return aligned(made);
}

/** Let the cards of a column be as wide as its widest, where that lays none over another. */
function aligned(cards) {
  const all = [...cards.values()];
  const touch = (a, b) => Math.abs(a.x - b.x) < (a.wide + b.wide) / 2 && Math.abs(a.y - b.y) < (a.high + b.high) / 2;
  for (const wider of [...all].sort((a, b) => b.wide - a.wide)) {
    for (const card of all) {
      if (card.wide >= wider.wide || Math.abs(card.x - wider.x) > (wider.wide - card.wide) / 2) continue;
      const grown = { ...card, x: wider.x, wide: wider.wide };
      if (!all.some((other) => other !== card && touch(grown, other))) Object.assign(card, grown);
    }
  }
  return cards;
}
