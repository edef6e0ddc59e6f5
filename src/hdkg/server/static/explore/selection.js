// Several nodes at once: what is selected, and what can be done with all of it.

import { button, byId, make, put } from "./dom.js";
import { say } from "./words.js";

/** The selected nodes that are on the canvas and not filtered out. @param {import("./store.js").Store} store */
export function selected(store) {
  const seen = new Set(store.seen().nodes.map((node) => node.iri));
  return store.state.picked.filter((iri) => seen.has(iri));
}

/** Select a node, or let it go. @param {import("./store.js").Store} store @param {string[]} iris */
export function toggle(store, iris) {
  const held = new Set(store.state.picked);
  const whole = iris.every((iri) => held.has(iri));
  for (const iri of iris) if (whole) held.delete(iri); else held.add(iri);
  return store.change({ picked: [...held] });
}

/**
 * The bar of what can be done with the selection.
 * @param {import("./store.js").Store} store
 * @param {{expand: (iris: string[]) => void, way: (from: string, to: string) => void}} act
 */
export function selection(store, act) {
  const place = byId("selection");
  const picked = selected(store);
  const focus = document.activeElement?.id;
  place.hidden = !picked.length;
  if (!picked.length) return;
  put(place, make("span", { role: "status", text: say("selected", { n: picked.length }) }),
    button(say("only"), () => store.change({ nodes: picked, picked: [], chosen: "", fact: "", ways: [] }), { id: "p-only" }),
    button(say("remove"), () => store.remove(picked), { id: "p-remove" }),
    button(say("expandall"), () => act.expand(picked), { id: "p-expand" }),
    picked.length === 2 && button(say("between"), () => act.way(picked[0], picked[1]), { id: "p-way" }),
    button(say("unselect"), () => store.change({ picked: [] }), { id: "p-clear", class: "plain" }),
    make("small", { text: say("exported") }));
  if (focus && place.querySelector(`#${CSS.escape(focus)}`)) byId(focus).focus();
}

/**
 * Let a rubber band be drawn: Shift and a drag over free ground.
 * @param {HTMLElement} place the canvas
 * @param {(frame: {left: number, top: number, right: number, bottom: number}) => void} take in pixels of the place
 * @param {(x: number, y: number) => boolean} free whether nothing stands at a point
 */
export function band(place, take, free) {
  const frame = make("div", { class: "band", hidden: true });
  place.append(frame);
  const at = (event) => {
    const { left, top } = place.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  let from = null;
  const drawn = (to) => ({
    left: Math.min(from.x, to.x), top: Math.min(from.y, to.y), right: Math.max(from.x, to.x), bottom: Math.max(from.y, to.y),
  });
  place.addEventListener("pointerdown", (event) => {
    const point = at(event);
    if (!event.shiftKey || event.button || !free(point.x, point.y)) return;
    from = point;
    place.setPointerCapture(event.pointerId);
    event.stopPropagation(); // else the canvas would be dragged
    event.preventDefault();
  }, { capture: true });
  place.addEventListener("pointermove", (event) => {
    if (!from) return;
    const { left, top, right, bottom } = drawn(at(event));
    frame.hidden = false;
    Object.assign(frame.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    event.stopPropagation();
  }, { capture: true });
  place.addEventListener("pointerup", (event) => {
    if (!from) return;
    const whole = drawn(at(event));
    from = null;
    frame.hidden = true;
    event.stopPropagation();
    if (whole.right - whole.left > 4 || whole.bottom - whole.top > 4) take(whole);
  }, { capture: true });
}
