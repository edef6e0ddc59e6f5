// Where nodes stand: the same nodes and links always the same way, no label over another.

/**
 * @typedef {{x: number, y: number, wide: number, high: number}} Box
 * @typedef {{id: string, wide: number, high: number, card: string, hub: boolean}} Item
 * @typedef {{at: Map<string, Box>, cards: Map<string, Box>}} Layout
 */

export const GAP = 14; // between boxes
export const PADDING = 18; // of a card
export const HEADING = 34;
const SCREEN = 1.5; // width by height
const ROUNDS = 60; // of bringing distances near what they should be
const MANY = 500; // nodes of one part from which on fewer rounds are made

/**
 * Put nodes into cards, one for each policy area, with counties, cities and provinces above.
 * @param {Item[]} items
 * @param {[string, string][]} links
 * @returns {Layout}
 */
export function byArea(items, links) {
  const near = neighbours(items, links);
  const free = items.filter((item) => !item.hub);
  const cards = new Map();
  for (const item of free) {
    if (!cards.has(item.card)) cards.set(item.card, []);
    cards.get(item.card).push(item);
  }
  const shapes = [0.8, 1.1, 1.5, 2.1];
  const parts = new Map([...cards].map(([card, held]) => [card, components(held, near).map((part) => spread(part, near))]));
  const packs = shapes.map((shape) => packed(parts, shape, items.filter((item) => item.hub)));
  return packs.reduce((best, pack) => (size(pack) < size(best) ? pack : best));
}

/**
 * Let links alone decide who stands near whom.
 * @param {Item[]} items
 * @param {[string, string][]} links
 * @returns {Layout}
 */
export function byLinks(items, links) {
  const near = neighbours(items, links);
  const parts = components(items, near).map((part) => spread(part, near));
  return { at: joined(parts, SCREEN), cards: new Map() };
}

function packed(parts, shape, hubs) {
  const cards = [...parts].map(([card, held]) => {
    const at = joined(held, shape);
    const whole = around([...at.values()]);
    return { card, at, whole, wide: Math.max(whole.wide + 2 * PADDING, 130), high: whole.high + 2 * PADDING + HEADING };
  });
  const at = new Map();
  const frames = new Map();
  const row = shelves(hubs.map((hub) => ({ x: 0, y: 0, wide: hub.wide, high: hub.high })), 12, 26);
  const top = row.length ? around(row).high + 30 : 0;
  const places = columns(cards, GAP);
  const width = places.length ? around(places).wide : 0;
  const shift = row.length ? (width - around(row).wide) / 2 : 0;
  hubs.forEach((hub, i) => at.set(hub.id, { ...row[i], x: row[i].x + shift, y: row[i].y }));
  cards.forEach(({ card, at: held, whole }, i) => {
    const place = { ...places[i], y: places[i].y + top };
    frames.set(card, place);
    for (const [id, box] of held) {
      at.set(id, { ...box, x: box.x - whole.x + place.x, y: box.y - whole.y + place.y + HEADING / 2 });
    }
  });
  return { at, cards: frames };
}

/** Put cards into columns of about the same height, so that the whole fits a screen. */
function columns(cards, gap) {
  const area = cards.reduce((sum, { wide, high }) => sum + (wide + gap) * (high + gap), 0);
  const order = cards.map((_, i) => i).sort((a, b) => cards[b].wide - cards[a].wide || cards[b].high - cards[a].high || a - b);
  const limit = Math.max(Math.sqrt(area / SCREEN) * 1.08, ...cards.map(({ high }) => high));
  const held = [];
  for (const index of order) {
    const { wide, high } = cards[index];
    let column = held.filter((each) => each.high + high + gap <= limit)
      .sort((a, b) => Math.abs(a.wide - wide) - Math.abs(b.wide - wide) || b.high - a.high)[0];
    if (!column) held.push((column = { wide, high: 0, cards: [] }));
    column.cards.push(index);
    column.high += high + gap;
    column.wide = Math.max(column.wide, wide);
  }
  const places = [];
  const tall = Math.max(0, ...held.map(({ high }) => high));
  let left = 0;
  for (const column of held) {
    const slack = (tall - column.high) / column.cards.length; // cards of a column share what it has left
    let top = 0;
    for (const index of column.cards) {
      const high = cards[index].high + Math.min(slack, cards[index].high * 0.35);
      places[index] = { x: left + column.wide / 2, y: top + high / 2, wide: column.wide, high };
      top += high + gap;
    }
    left += column.wide + gap;
  }
  return places;
}

function size({ at, cards }) {
  const whole = around([...at.values(), ...cards.values()]);
  return Math.max(whole.wide / SCREEN, whole.high);
}

/** @param {Item[]} items @param {[string, string][]} links */
function neighbours(items, links) {
  const near = new Map(items.map((item) => [item.id, new Set()]));
  for (const [from, to] of links) {
    if (from === to || !near.has(from) || !near.has(to)) continue;
    near.get(from).add(to);
    near.get(to).add(from);
  }
  return near;
}

/** The connected parts, the largest first. */
function components(items, near) {
  const inside = new Map(items.map((item) => [item.id, item]));
  const seen = new Set();
  const parts = [];
  for (const item of items) {
    if (seen.has(item.id)) continue;
    const part = [item];
    seen.add(item.id);
    for (let i = 0; i < part.length; i += 1) {
      for (const id of near.get(part[i].id)) {
        if (inside.has(id) && !seen.has(id)) {
          seen.add(id);
          part.push(inside.get(id));
        }
      }
    }
    parts.push(part);
  }
  return parts.sort((a, b) => b.length - a.length);
}

/** Lay one part out by stress majorization: distances become like the number of links between two nodes. */
function spread(part, near) {
  const count = part.length;
  const number = new Map(part.map((item, i) => [item.id, i]));
  const wide = part.reduce((sum, item) => sum + item.wide, 0) / count;
  const high = part.reduce((sum, item) => sum + item.high, 0) / count;
  if (count === 1) return new Map([[part[0].id, { x: 0, y: 0, wide, high }]]);
  const step = distances(part, near, number);
  const x = Float64Array.from(part, (_, i) => Math.cos((2 * Math.PI * i) / count) * Math.sqrt(count));
  const y = Float64Array.from(part, (_, i) => Math.sin((2 * Math.PI * i) / count) * Math.sqrt(count));
  for (let round = 0; round < (count > MANY ? 12 : ROUNDS); round += 1) {
    for (let i = 0; i < count; i += 1) {
      let sumX = 0; let sumY = 0; let weight = 0;
      for (let j = 0; j < count; j += 1) {
        if (i === j) continue;
        const wanted = step[i * count + j];
        const dx = x[i] - x[j]; const dy = y[i] - y[j];
        const far = Math.max(Math.hypot(dx, dy), 1e-6);
        const w = 1 / (wanted * wanted);
        sumX += w * (x[j] + (wanted * dx) / far);
        sumY += w * (y[j] + (wanted * dy) / far);
        weight += w;
      }
      x[i] = sumX / weight; y[i] = sumY / weight;
    }
  }
  // Boxes are wider than high, so the plane is stretched sideways before they are pushed apart.
  const boxes = part.map((item, i) => ({ x: x[i] * wide * 1.05, y: y[i] * (high * 1.5 + 12), wide: item.wide, high: item.high }));
  loosen(boxes);
  pushApart(boxes);
  return new Map(part.map((item, i) => [item.id, boxes[i]]));
}

/** Draw boxes apart from the middle until there is about room for all: many around one hub stand too near each other. */
function loosen(boxes) {
  const needed = boxes.reduce((sum, { wide, high }) => sum + (wide + GAP) * (high + GAP), 0) * 1.5;
  const { x, y, wide, high } = around(boxes);
  const by = Math.sqrt(needed / (wide * high));
  if (by <= 1) return;
  for (const box of boxes) {
    box.x = x + (box.x - x) * by;
    box.y = y + (box.y - y) * by;
  }
}

/** How many links lie between each two nodes of a part. */
function distances(part, near, number) {
  const count = part.length;
  const step = new Float32Array(count * count).fill(count);
  for (let from = 0; from < count; from += 1) {
    const queue = [from];
    step[from * count + from] = 0;
    for (let i = 0; i < queue.length; i += 1) {
      const here = queue[i];
      for (const id of near.get(part[here].id)) {
        const there = number.get(id);
        if (there !== undefined && there !== from && step[from * count + there] === count) {
          step[from * count + there] = step[from * count + here] + 1;
          queue.push(there);
        }
      }
    }
  }
  return step;
}

/** Move boxes as little as it takes that none overlaps another. @param {Box[]} boxes */
export function pushApart(boxes) {
  const cell = Math.max(...boxes.map((box) => Math.max(box.wide, box.high))) + GAP;
  for (let round = 0; round < 300; round += 1) {
    const grid = new Map();
    const key = (column, row) => column * 65_536 + row;
    boxes.forEach((box, i) => {
      const place = key(Math.floor(box.x / cell), Math.floor(box.y / cell));
      const held = grid.get(place);
      if (held) held.push(i);
      else grid.set(place, [i]);
    });
    let moved = false;
    boxes.forEach((one, i) => {
      const column = Math.floor(one.x / cell); const row = Math.floor(one.y / cell);
      for (let dx = -1; dx <= 1; dx += 1) {
        for (let dy = -1; dy <= 1; dy += 1) {
          for (const j of grid.get(key(column + dx, row + dy)) || []) if (j > i && part(one, boxes[j])) moved = true;
        }
      }
    });
    if (!moved) return;
  }
}

function part(one, two) {
  const right = (one.wide + two.wide) / 2 + GAP - Math.abs(one.x - two.x);
  const down = (one.high + two.high) / 2 + GAP - Math.abs(one.y - two.y);
  if (Math.min(right, down) <= 0.2) return false;
  const [axis, by] = right <= down ? ["x", right / 2] : ["y", down / 2];
  const way = one[axis] > two[axis] ? by : -by;
  one[axis] += way;
  two[axis] -= way;
  return true;
}

/** Put the parts side by side. */
function joined(parts, aspect) {
  const frames = parts.map((part) => around([...part.values()]));
  const places = shelves(frames, aspect, GAP * 1.3);
  const at = new Map();
  parts.forEach((part, i) => {
    for (const [id, box] of part) {
      at.set(id, { ...box, x: box.x - frames[i].x + places[i].x, y: box.y - frames[i].y + places[i].y });
    }
  });
  return at;
}

/** Put boxes into rows, the highest first, so that the whole is about so many times as wide as high. */
export function shelves(boxes, aspect, gap) {
  const area = boxes.reduce((sum, { wide, high }) => sum + (wide + gap) * (high + gap), 0);
  const limit = Math.max(Math.sqrt(area * aspect), ...boxes.map(({ wide }) => wide));
  const order = boxes.map((_, i) => i).sort((a, b) => boxes[b].high - boxes[a].high || boxes[b].wide - boxes[a].wide || a - b);
  const placed = [];
  let left = 0; let top = 0; let high = 0;
  for (const index of order) {
    const box = boxes[index];
    if (left && left + box.wide > limit + 1e-6) { left = 0; top += high + gap; high = 0; }
    placed[index] = { ...box, x: left + box.wide / 2, y: top + box.high / 2 };
    left += box.wide + gap;
    high = Math.max(high, box.high);
  }
  return placed;
}

/** The smallest box that holds all of these. @param {Box[]} boxes @returns {Box} */
export function around(boxes) {
  if (!boxes.length) return { x: 0, y: 0, wide: 0, high: 0 };
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y, wide, high } of boxes) {
    left = Math.min(left, x - wide / 2); right = Math.max(right, x + wide / 2);
    top = Math.min(top, y - high / 2); bottom = Math.max(bottom, y + high / 2);
  }
  return { x: (left + right) / 2, y: (top + bottom) / 2, wide: right - left, high: bottom - top };
}
