// The search box: a combobox with suggestions, by keys and by mouse.

import { get } from "./api.js";
import { byId, make, tell } from "./dom.js";
import { colours, swatch } from "./look.js";
import { named, say } from "./words.js";

const WAIT = 60; // milliseconds after a key

/** @param {import("./store.js").Store} store @param {(iri: string) => void} take */
export function search(store, take) {
  const input = /** @type {HTMLInputElement} */ (byId("query"));
  const list = byId("hits");
  let hits = []; let at = -1; let timer = 0; let asked = ""; let asking = new AbortController();

  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (number) => {
    at = number;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (hits[at]) {
      input.setAttribute("aria-activedescendant", `hit-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const choose = (node) => {
    close();
    input.value = "";
    take(node.iri);
  };
  const show = () => {
    list.replaceChildren(...hits.map((node, i) => make("li", { id: `hit-${i}`, role: "option", onclick: () => choose(node) },
      swatch(store.meta.groups[node.group].shape, colours().groups[node.group]), make("span", { text: named(node) }),
      make("small", { text: store.meta.kinds[node.kind] ? named(store.meta.kinds[node.kind]) : node.kind }))));
    if (!hits.length) list.append(make("li", { class: "none", role: "option", "aria-disabled": "true", text: say("nothing") }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(hits.length ? 0 : -1);
  };
  const ask = async () => {
    asking.abort();
    asking = new AbortController();
    asked = input.value;
    if (!input.value.trim()) return close();
    try {
      hits = (await get("suggest", { q: input.value }, asking.signal)).nodes;
      show();
    } catch (error) {
      if (error.name !== "AbortError") tell(say("failed", { e: error.message }));
    }
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("blur", () => setTimeout(close, 150));
  input.addEventListener("keydown", async (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown" && hits.length) mark((at + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length) mark((at + hits.length - 1) % hits.length);
    else if (event.key === "Enter") {
      clearTimeout(timer);
      event.preventDefault();
      if (asked !== input.value || list.hidden) await ask();
      const number = Math.max(at, 0);
      if (hits[number] && input.value) choose(hits[number]);
    } else return;
    event.preventDefault();
  });
}
