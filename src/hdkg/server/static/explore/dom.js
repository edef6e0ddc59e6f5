// Elements of the page.  Every string becomes text or an attribute, never markup.

/** @typedef {string|Node|null|undefined|false} Child */

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, any>} [props] attributes; `on…` are handlers, `text` is what it holds, `false` leaves one out
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function make(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/**
 * Make an element of a picture.
 * @param {string} tag
 * @param {Object<string, any>} [props]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === undefined || value === null) continue;
    if (name === "text") element.textContent = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...there(children));
  return element;
}

/** @param {Child[]} children */
const there = (children) => /** @type {(string|Node)[]} */ (children.filter((child) => child || child === ""));

/** Let an element hold these and nothing else. @param {Element} element @param {...Child} children */
export const put = (element, ...children) => element.replaceChildren(...there(children));

/** @param {string} id @returns {HTMLElement} */
export const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/**
 * Make a button.
 * @param {string} text
 * @param {() => void} press
 * @param {Object<string, any>} [props]
 */
export const button = (text, press, props = {}) => make("button", { type: "button", text, onclick: press, ...props });

/**
 * Make a table whose columns are named.
 * @param {string} caption
 * @param {string[]} heads
 * @param {Child[][]} rows
 * @param {Object<string, any>} [props]
 */
export function table(caption, heads, rows, props = {}) {
  return make(
    "div", { class: "wide", tabindex: 0, role: "region", "aria-label": caption },
    make("table", props,
      make("caption", { text: caption }),
      make("thead", {}, make("tr", {}, ...heads.map((head) => (head ? make("th", { scope: "col", text: head }) : make("td"))))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((cell) => make("td", {}, cell)))))));
}

let timer = 0;

/** Say something to a screen reader, and show it for a moment. @param {string} text */
export function tell(text) {
  const place = byId("status");
  place.textContent = text;
  place.classList.add("on");
  clearTimeout(timer);
  timer = setTimeout(() => place.classList.remove("on"), 4000);
}
