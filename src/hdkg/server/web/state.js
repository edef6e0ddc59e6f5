// What is seen, in the address: the query, how its answer is shown, and how that is set.

const VIEWS = ["table", "chart", "network", "response"];

/** Return what an address says. */
export function read(search) {
  const said = new URLSearchParams(search);
  const view = said.get("view") ?? "";
  return { query: said.get("query") ?? "", view: VIEWS.includes(view) ? view : "", settings: settings(said.get("set")) };
}

/** Return an address that says what is seen. */
export function write(location, tab) {
  const said = new URLSearchParams();
  const lang = new URLSearchParams(location.search).get("lang");
  if (lang) said.set("lang", lang);
  said.set("query", tab.getQuery());
  const kept = tab.getPersistedJson().yasr.settings;
  const view = VIEWS.includes(kept.selectedPlugin) ? kept.selectedPlugin : "table";
  said.set("view", view);
  const set = kept.pluginsConfig?.[view];
  if (["chart", "network"].includes(view) && set && Object.keys(set).length) said.set("set", JSON.stringify(set));
  return `${location.pathname}?${said}`;
}

function settings(text) {
  try {
    const found = JSON.parse(text ?? "");
    return Object.fromEntries(Object.entries(found ?? {}).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}
