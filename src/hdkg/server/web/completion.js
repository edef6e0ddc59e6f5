// Completion from the ontology and the catalogues: by prefixed name, by IRI, and by a word of a label.
import { short } from "./dom.js";
import { language } from "./words.js";

const MOST = 60;

/** Return the prefixes as a completer; a prefix that is used and not declared is declared by itself. */
export function prefixCompleter(standard, prefixes) {
  const lines = Object.entries(prefixes).map(([prefix, space]) => `${prefix}: <${space}>`);
  return { ...standard, get: lines.sort(), persistenceId: undefined };
}

/** Return the terms as a completer. */
export function termCompleter(terms, prefixes) {
  const named = new Map(terms.map((term) => [short(term.iri, prefixes), term]));
  const spaces = new Map(Object.entries(prefixes));
  return {
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition(yasqe) {
      const token = yasqe.getCompleteToken();
      const cursor = yasqe.getDoc().getCursor();
      const before = yasqe.getPreviousNonWsToken(cursor.line, token);
      if (!token.string.trim() || /^[?$"'#]/.test(token.string) || before?.string.toUpperCase() === "PREFIX") return false;
      return token.type !== "comment" && token.type !== "string" && token.type !== "keyword";
    },
    get(_, token) {
      const typed = token.string.trim().replace(/^</, "").toLowerCase();
      if (typed.length < 2) return [];
      const fits = (name, term) =>
        name.toLowerCase().startsWith(typed) ||
        term.iri.toLowerCase().startsWith(typed) ||
        (!typed.includes(":") && (term.zh.toLowerCase().includes(typed) || term.en.toLowerCase().includes(typed)));
      const found = [];
      for (const [name, term] of named) {
        if (fits(name, term)) found.push(name);
        if (found.length === MOST) break;
      }
      return found;
    },
    postprocessHints(yasqe, hints) {
      return hints.map((hint) => ({
        ...hint,
        displayText: `${hint.text}  ${named.get(hint.text)?.[language] ?? ""}`,
        hint: (editor, _, chosen) => put(yasqe, editor, chosen, spaces),
      }));
    },
  };
}

/** Put a term in place of what was typed, and declare its prefix. */
function put(yasqe, editor, chosen, spaces) {
  const cursor = editor.getDoc().getCursor();
  const token = yasqe.getCompleteToken();
  editor.getDoc().replaceRange(chosen.text, { line: cursor.line, ch: token.start }, { line: cursor.line, ch: token.end });
  const prefix = chosen.text.split(":")[0];
  if (spaces.has(prefix) && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: spaces.get(prefix) });
}
