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
      const { type } = yasqe.getTokenAt(yasqe.getDoc().getCursor());
      return !["comment", "string", "keyword"].includes(type) && typed(yasqe).word.length > 1;
    },
    get(yasqe) {
      const word = typed(yasqe).word.replace(/^</, "").toLowerCase();
      const fits = (name, term) =>
        name.toLowerCase().startsWith(word) ||
        term.iri.toLowerCase().startsWith(word) ||
        (!word.includes(":") && (term.zh.toLowerCase().includes(word) || term.en.toLowerCase().includes(word)));
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

/** Return what stands before the cursor of a name, an IRI or a word in any script, and where it begins. */
function typed(yasqe) {
  const { line, ch } = yasqe.getDoc().getCursor();
  const before = yasqe.getDoc().getLine(line).slice(0, ch);
  const word = /(?:<[^<>\s]*|[\p{L}\p{N}_:.-]+)$/u.exec(before)?.[0] ?? "";
  const rest = before.slice(0, ch - word.length);
  return /(?:[?$]|PREFIX\s+)$/i.test(rest) ? { word: "", line, start: ch, end: ch } : { word, line, start: ch - word.length, end: ch };
}

/** Put a term in place of what was typed, and declare its prefix. */
function put(yasqe, editor, chosen, spaces) {
  const { line, start, end } = typed(yasqe);
  editor.getDoc().replaceRange(chosen.text, { line, ch: start }, { line, ch: end });
  const prefix = chosen.text.split(":")[0];
  if (spaces.has(prefix) && !(prefix in yasqe.getPrefixesFromQuery())) yasqe.addPrefixes({ [prefix]: spaces.get(prefix) });
}
