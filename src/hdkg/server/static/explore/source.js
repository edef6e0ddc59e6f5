// The text of a source with the words of a fact marked in it.

import { get } from "./api.js";
import { button, byId, make } from "./dom.js";
import { say } from "./words.js";

let latest = {}; // the last source that was asked for

/** Show the words of a fact where they stand.
 * @param {{quote: string, start: number, end: number, source: string, sha256?: string}[]} places of one source
 * @param {() => void} close */
export async function source(places, close) {
  const pane = byId("source");
  const first = places[0];
  pane.hidden = false;
  const head = make("header", {}, make("h2", { text: first.source || say("source") }),
    button("×", close, { class: "close", "aria-label": say("close") }));
  pane.replaceChildren(head, make("p", { class: "note", text: "…" }));
  const turn = (latest = {});
  let text = "";
  try {
    text = (await get("text", { sha256: first.sha256 || "" })).text;
  } catch {
    text = "";
  }
  if (turn !== latest || pane.hidden) return;
  const body = text ? marked(text, places) : make("div", {}, make("p", { class: "note", text: say("notext") }),
    ...places.map((place) => make("blockquote", {}, make("mark", { text: place.quote }))));
  body.classList.add("text");
  body.lang = "zh-Hans";
  body.tabIndex = 0;
  body.setAttribute("role", "region");
  body.setAttribute("aria-label", first.source || say("words"));
  pane.replaceChildren(head, body);
  pane.querySelector("mark")?.scrollIntoView({ block: "center" });
}

/** Hide the source. */
export function closeSource() {
  byId("source").hidden = true;
}

/** Offsets count Unicode code points, as the graph does. */
function marked(text, places) {
  const marks = [...text];
  const ordered = [...places].sort((a, b) => a.start - b.start);
  const body = make("div");
  let at = 0;
  for (const { start, end } of ordered) {
    if (start < at) continue;
    body.append(marks.slice(at, start).join(""), make("mark", { text: marks.slice(start, end).join("") }));
    at = end;
  }
  body.append(marks.slice(at).join(""));
  return body;
}
