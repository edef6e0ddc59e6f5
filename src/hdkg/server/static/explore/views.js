// Views that a person keeps under a name in this browser; a view is what stands behind the # of the address.

import { button, byId, make, put, tell } from "./dom.js";
import { read } from "./state.js";
import { say } from "./words.js";

const KEY = "hdkg-views";
const MOST = 100;

/** The views that are kept, the last one first. @returns {{name: string, view: string}[]} */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) || "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each?.name === "string" && typeof each?.view === "string") : [];
  } catch {
    return []; // storage is closed to the page, or holds something else
  }
}

function keep(views) {
  try {
    localStorage.setItem(KEY, JSON.stringify(views.slice(0, MOST)));
    return true;
  } catch {
    tell(say("unkept"));
    return false;
  }
}

/** The menu of kept views. @param {import("./store.js").Store} store */
export function views(store) {
  const place = byId("views-list");
  const field = /** @type {HTMLInputElement} */ (make("input", { id: "view-name", type: "text", maxlength: 80, autocomplete: "off" }));
  const save = (event) => {
    event.preventDefault();
    const name = field.value.trim();
    if (!name) return field.focus();
    if (keep([{ name, view: store.here }, ...kept().filter((each) => each.name !== name)])) tell(say("viewkept", { f: name }));
    return views(store);
  };
  const open = async ({ name, view }) => {
    byId("views-menu").removeAttribute("open");
    store.anew = true;
    await store.go(read(view));
    tell(name);
  };
  const list = kept();
  put(place,
    make("form", { onsubmit: save }, make("label", { class: "choice" }, make("span", { text: say("viewname") }), field),
      make("button", { type: "submit", id: "view-save", text: say("keep") })),
    list.length ? make("ul", {}, ...list.map((each) => make("li", {},
      button(each.name, () => open(each), { class: "link" }),
      button("×", () => { keep(kept().filter((other) => other.name !== each.name)); views(store); byId("view-name").focus(); },
        { class: "close", "aria-label": say("forget", { f: each.name }) }))))
      : make("p", { class: "note", text: say("noviews") }));
}
