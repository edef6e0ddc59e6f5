// The query page: YASGUI over this server's endpoint, with the prefixes, terms and questions that the server tells.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./query.css";
import { access } from "./access.js";
import { Chart } from "./chart.js";
import { prefixCompleter, termCompleter } from "./completion.js";
import { element } from "./dom.js";
import { gallery } from "./gallery.js";
import { Network } from "./network.js";
import { read, write } from "./state.js";
import { table } from "./table.js";
import { language, say, speak } from "./words.js";

const { Yasqe, Yasr } = Yasgui;

function register(help) {
  Yasr.registerPlugin("chart", Chart);
  Yasr.registerPlugin("network", Network);
  Yasr.plugins.table = own(table(Yasr.plugins.table), say.table);
  for (const name of ["response", "boolean"]) Yasr.plugins[name] = own(Yasr.plugins[name], say[name]);
  for (const name of ["class", "property"]) delete Yasqe.Autocompleters[name]; // they ask another host
  Yasqe.registerAutocompleter(prefixCompleter(Yasqe.Autocompleters.prefixes, help.prefixes), false);
  Yasqe.registerAutocompleter(termCompleter(help.terms, help.prefixes), false);
  Yasqe.defaults.autocompleters = ["prefixes", "variables", "terms"]; // given to one editor, they would be merged with more
}

/** Return one of YASGUI's views called in the page's language, without a link to another host's help. */
function own(Plugin, label) {
  class Own extends Plugin {
    constructor(yasr) {
      super(yasr);
      Object.assign(this, { label, helpReference: undefined });
    }
  }
  return Own;
}

function start(help, plain) {
  const place = document.getElementById("yasgui");
  const seen = read(location.search);
  const root = element("div");
  const bar = shareBar();
  place.append(bar, root);
  plain.hidden = true;
  place.hidden = false; // an editor that is made out of sight shows nothing
  const yasgui = new Yasgui(root, {
    persistenceId: "hdkg_query",
    populateFromUrl: false,
    autofocus: false,
    autoAddOnInit: !seen.query.trim(),
    copyEndpointOnNewTab: false,
    tabName: say.tab,
    endpointCatalogueOptions: { getData: () => [], keys: [], renderItem: () => {} },
    requestConfig: {
      endpoint: () => new URL("/sparql", location.origin).href,
      method: () => "POST",
      acceptHeaderSelect: () => "application/sparql-results+json",
      acceptHeaderGraph: () => "text/turtle",
    },
    yasqe: { value: help.first, editorHeight: "18rem", resizeable: true },
    yasr: { prefixes: { ...help.prefixes, id: help.base }, pluginOrder: ["table", "chart", "network", "response"], defaultPlugin: "table" },
  });
  const open = (title, text, view = "table", settings = {}) => {
    const config = {
      ...Yasgui.Tab.getDefaults(yasgui),
      name: title,
      yasqe: { value: text },
      yasr: { response: undefined, settings: { selectedPlugin: view, pluginsConfig: { [view]: settings } } },
    };
    const tab = yasgui.addTab(true, config);
    tab.query().catch(() => {});
    return tab;
  };
  place.prepend(gallery(help.questions, open));
  speak(root);
  access(document.body); // the list of completions may stand beside the editor
  if (seen.query.trim()) reopen(yasgui, seen) || open(say.tab, seen.query, seen.view || "table", seen.settings);
  const keep = () => {
    const tab = yasgui.getTab();
    if (tab) history.replaceState(null, "", write(location, tab));
  };
  for (const event of ["tabSelect", "tabChange", "query", "queryResponse"]) yasgui.on(event, () => queueMicrotask(keep));
  window.addEventListener("popstate", () => location.reload());
}

/** Show what an address says in the tab that holds its query already, if there is one. */
function reopen(yasgui, { query, view, settings }) {
  const kept = yasgui.persistentConfig;
  const holds = (id) => kept.getTab(id)?.yasqe.value === query;
  const id = [kept.getActiveId(), ...kept.getTabs()].find((each) => each && holds(each));
  if (!id) return false;
  yasgui.selectTabId(id);
  const tab = yasgui.getTab(id);
  if (view) {
    if (Object.keys(settings).length) tab.getYasr().storePluginConfig(view, settings);
    tab.getYasr().selectPlugin(view);
  }
  tab.query().catch(() => {});
  return true;
}

function shareBar() {
  const told = element("span", { role: "status" });
  const button = element("button", { type: "button" }, say.link);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      told.textContent = say.copied;
    } catch {
      const field = element("input", { readOnly: true, value: location.href, "aria-label": say.link });
      told.replaceChildren(`${say.copyThis} `, field);
      field.select();
    }
  });
  return element("p", { className: "hdkg hdkg-share" }, button, " ", told);
}

const plain = document.getElementById("plain");
const answer = await fetch(`/query/help?lang=${language}`).catch(() => null);
if (answer?.ok) {
  const help = await answer.json();
  register(help);
  start(help, plain);
}
