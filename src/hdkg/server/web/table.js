// YASGUI's table, with cells that are text whatever they hold, numbers in the order of numbers, and links within the site.
import { address, element, short } from "./dom.js";
import { rowsOf } from "./results.js";

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Return a text as markup that shows it. */
const shown = (text) => element("span", {}, text).innerHTML;

/** Return the markup of a link to a node: to its page here where it is one of ours, to the web's else. */
function link(iri, prefixes) {
  const href = address(iri);
  const text = short(iri, prefixes);
  return (href ? element("a", { className: "iri", href, rel: "nofollow noreferrer" }, text) : element("span", {}, text)).outerHTML;
}

/** Return the view over YASGUI's own. */
export function table(Base) {
  return class extends Base {
    draw(kept) {
      return super.draw({ compact: true, ...kept });
    }

    getRows() {
      const variables = this.yasr.results?.getVariables() ?? [];
      return rowsOf(this.yasr.results).map((row, at) => [at + 1, ...variables.map((name) => row[name] ?? "")]);
    }

    getUriLinkFromBinding(term, prefixes) {
      return link(term.value, prefixes);
    }

    formatLiteral(term, prefixes) {
      const text = shown(term.value);
      if (this.persistentConfig.compact) return text;
      if (term["xml:lang"]) return `"${text}"<sup>@${shown(term["xml:lang"])}</sup>`;
      return term.datatype ? `"${text}"<sup>^^${link(term.datatype, prefixes)}</sup>` : `"${text}"`;
    }

    getColumns() {
      const prefixes = this.yasr.getPrefixes();
      return super.getColumns().map((column, at) => (at ? { ...column, title: shown(column.name), render: this.cell(prefixes) } : column));
    }

    cell(prefixes) {
      return (term, purpose) => {
        if (term === "") return "";
        if (purpose === "display") return this.getCellContent(term, prefixes);
        return purpose !== "filter" && NUMBER.test(term.value) ? Number(term.value) : shown(term.value);
      };
    }
  };
}
