// Names for those who read by ear, where YASGUI and its editor leave them out.
import { say } from "./words.js";

const NAMES = [
  [".CodeMirror textarea:not([readonly])", () => say.editor],
  [".CodeMirror textarea[readonly]", () => say.response],
  ["select.tableSizer", () => say.pageSize],
  [".CodeMirror-hints", () => say.completions],
];

function name(root) {
  for (const [selector, words] of NAMES)
    for (const each of root.querySelectorAll(selector)) if (!each.hasAttribute("aria-label")) each.setAttribute("aria-label", words());
  for (const each of root.querySelectorAll(".tabsList .addTab")) {
    each.setAttribute("role", "tab"); // a list of tabs may hold nothing else
    each.setAttribute("aria-selected", "false");
  }
}

/** Keep what stands in an element named, whatever is put into it later. */
export function access(root) {
  new MutationObserver(() => name(root)).observe(root, { subtree: true, childList: true });
  name(root);
}
