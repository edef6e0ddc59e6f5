// What a person should look at in the articles at hand, and the form for what a person decides.

import { get, post } from "./api.js";
import { button, byId, make, put, table, tell } from "./dom.js";
import { closeSource, source } from "./source.js";
import { say } from "./words.js";

/** The token stays in the page: it is not in the address and nowhere kept. */
let token = "";
let who = "";
let known = false; // whether the queue has been shown

/** @param {import("./store.js").Store} store */
export async function review(store) {
  const place = byId("view-review");
  if (!known) put(place, make("p", { class: "note", text: "…" }));
  const { items } = await get("review");
  known = true;
  if (!items.length) return put(place, make("p", { class: "note", text: say("noreview") }));
  const concern = (item) => say(item.concern === "open" ? "is-open" : item.concern);
  const remote = items.some((item) => !item.key);
  const note = !store.meta.sources ? "nosources" : !store.meta.review ? "readonly" : "";
  put(place, note && make("p", { class: "note", text: say(note) }),
    note !== "nosources" && remote && make("p", { class: "note", text: say("someaway") }),
    make("div", { id: "decision" }),
    table(say("review"), ["article", "concern", "words", "says", "why", ""].map((key) => key && say(key)), items.map((item) => [
      item.line ? `${item.article}:${item.line}` : item.article, concern(item), button(item.words, () => source([{ ...item, quote: item.words, source: item.article }], closeSource), { class: "link" }),
      Object.entries(item.says).map(([slot, value]) => `${slot}=${value}`).join("；"), item.why,
      store.meta.review && item.key && item.concern !== "misfit" ? button(say("decide"), () => form(store, item), { class: "plain", "aria-label": `${say("decide")}: ${item.key}` })
        : !item.key && note !== "nosources" ? make("small", { text: say("away") }) : ""])));
}

function form(store, item) {
  const place = byId("decision");
  const problem = make("p", { class: "problem", role: "alert" });
  const actions = item.concern === "open" ? ["accept"] : ["accept", "correct", "reject"];
  const action = /** @type {HTMLSelectElement} */ (make("select", { id: "decide-action" }, ...actions.map((each) => make("option", { value: each, text: say(each) }))));
  const slots = /** @type {HTMLTextAreaElement} */ (make("textarea", { id: "decide-slots", rows: 4 }));
  slots.value = Object.entries(item.says).map(([slot, value]) => `${slot}=${value}`).join("\n");
  const field = (id, type, value) => {
    const input = /** @type {HTMLInputElement} */ (make("input", { id, type, required: true, autocomplete: "off" }));
    input.value = value;
    return input;
  };
  const [name, why, secret] = [field("decide-who", "text", who), field("decide-why", "text", ""), field("decide-token", "password", token)];
  const label = (key, input) => make("label", { class: "choice" }, make("span", { text: say(key) }), input);
  const correction = label("slots", slots);
  const turn = () => { correction.hidden = action.value !== "correct"; };
  action.addEventListener("change", turn);
  turn();
  const send = async (event) => {
    event.preventDefault();
    [who, token] = [name.value, secret.value];
    try {
      const { kept } = await post("review", {
        sha256: item.sha256, key: item.key, action: action.value, who, why: why.value, slots: changed(item, action.value, slots.value),
      }, { Authorization: `Bearer ${token}` });
      tell(say("kept", { f: kept }));
      await review(store);
    } catch (error) {
      problem.textContent = say("failed", { e: error.message });
    }
  };
  put(place, make("form", { class: "decision", onsubmit: send }, make("h2", { text: `${say("item")}: ${item.key} ${item.words}` }),
    label("decision", action), correction, label("who", name), label("why", why), label("token", secret),
    problem, make("button", { type: "submit", text: say("submit"), id: "decide-send" })));
  action.focus();
}

/** The slots that a correction changes. */
function changed(item, action, text) {
  if (action !== "correct") return {};
  const pairs = text.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => {
    const at = line.indexOf("=");
    return [line.slice(0, at < 0 ? line.length : at).trim(), at < 0 ? "" : line.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs.filter(([slot, value]) => item.says[slot] !== value));
}
