"use strict";
// Every string of the graph is put on the page as text (textContent, canvas), never as markup.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const byId = (id) => document.getElementById(id);
  const page = read("page-data");
  const details = page.nodes;
  const links = read("edges-data");
  const state = { language: "zh", groups: new Set(), areas: new Set(), families: new Set(), chosen: null };
  const say = (key) => page.words[key][state.language];
  const named = (thing) => thing[state.language] || thing.zh;

  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  // ---- the canvas -------------------------------------------------------------------------------------------------
  const nodes = new vis.DataSet(read("nodes-data"));
  const edges = new vis.DataSet(links);
  const network = new vis.Network(byId("canvas"), { nodes, edges }, read("options-data"));
  const neighbours = details.map(() => []);
  for (const link of links) {
    neighbours[link.from].push({ other: link.to, link, out: true });
    neighbours[link.to].push({ other: link.from, link, out: false });
  }

  for (const family of page.families) if (!family.on) state.families.add(family.key);

  const shown = (node) => {
    const detail = details[node];
    if (state.groups.has(detail.group)) return false;
    if (detail.group === "division") return true;
    return detail.areas.some((area) => !state.areas.has(area));
  };

  const near = (node) => new Set([node, ...neighbours[node].map((step) => step.other)]);

  const place = () => nodes.update(details.map((detail, id) => ({
    id, label: detail.caption[state.language], x: detail.at[state.language][0], y: detail.at[state.language][1],
  })));

  const redraw = () => {
    const lit = state.chosen === null ? null : near(state.chosen);
    nodes.update(details.map((detail, id) => ({
      id,
      hidden: !shown(id),
      opacity: !lit || lit.has(id) ? 1 : 0.18,
      font: { color: !lit || lit.has(id) ? page.groups[detail.group].text : page.groups[detail.group].pale },
    })));
    edges.update(links.map((link) => {
      const touched = state.chosen !== null && (link.from === state.chosen || link.to === state.chosen);
      return {
        id: link.id,
        hidden: !shown(link.from) || !shown(link.to) || (state.families.has(link.family) && !touched),
        width: touched && link.family !== "hub" ? 2.4 : link.width,
        color: { color: link.color.color, opacity: !lit || touched ? link.color.opacity : 0.12 },
      };
    }));
    byId("counts").textContent = say("counts")
      .replace("{n}", nodes.get({ filter: (node) => !node.hidden }).length)
      .replace("{m}", edges.get({ filter: (edge) => shown(edge.from) && shown(edge.to) }).length);
  };

  network.on("beforeDrawing", (context) => {
    for (const area of page.areas) {
      const card = area.cards[state.language];
      if (state.areas.has(area.key) || !card) continue;
      const { x, y, wide, high } = card;
      context.beginPath();
      context.roundRect(x - wide / 2, y - high / 2, wide, high, 22);
      context.fillStyle = area.tint;
      context.fill();
      context.fillStyle = area.ink;
      context.font = `600 24px ${page.font}`;
      context.textAlign = "left";
      context.textBaseline = "top";
      context.fillText(named(area), x - wide / 2 + 22, y - high / 2 + 18, wide - 30);
    }
  });

  // All that is shown, cards with their headings included: vis-network's own fit knows of the nodes alone.
  const fit = () => {
    const boxes = nodes.getIds({ filter: (node) => !node.hidden }).map((id) => network.getBoundingBox(id));
    for (const area of page.areas) {
      const card = area.cards[state.language];
      if (state.areas.has(area.key) || !card) continue;
      const { x, y, wide, high } = card;
      boxes.push({ left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 });
    }
    if (!boxes.length) return;
    const reach = (side, most) => boxes.reduce((found, box) => most(found, box[side]), boxes[0][side]);
    const [left, right] = [reach("left", Math.min), reach("right", Math.max)];
    const [top, bottom] = [reach("top", Math.min), reach("bottom", Math.max)];
    const { clientWidth, clientHeight } = byId("canvas");
    const scale = Math.min(1.2, (clientWidth - 32) / (right - left), (clientHeight - 72) / (bottom - top));
    // A little up, where the hint below does not cover it.
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 + 16 / scale }, scale, animation: false });
  };

  // ---- the details ------------------------------------------------------------------------------------------------
  const factElement = (index) => {
    const fact = page.facts[index];
    const element = make("div", "", { class: "fact" });
    element.append(make("p", named(fact)));
    if (fact.slots.length) {
      const slots = fact.slots.map((slot) => named(page.slots[slot] || { zh: slot })).join(", ");
      element.append(make("span", `${say(fact.reading)}: ${slots}`, { class: "note" }));
    }
    for (const words of fact.evidence) {
      element.append(make("blockquote", words.quote));
      const place = say("offsets").replace("{start}", words.start).replace("{end}", words.end);
      element.append(make("cite", [words.source, words.section, place].filter(Boolean).join(" · ")));
    }
    return element;
  };

  const linkElement = (step) => {
    const button = make("button", "", { type: "button" });
    button.append(make("small", `${step.out ? "→" : "←"} ${named(page.relations[step.link.relation])}`));
    button.append(named(details[step.other]));
    button.addEventListener("click", () => choose(step.other, true));
    return button;
  };

  const show = () => {
    const panel = byId("details");
    panel.replaceChildren();
    panel.hidden = state.chosen === null;
    if (panel.hidden) return;
    const close = make("button", "×", { type: "button", id: "close", "aria-label": say("close") });
    close.addEventListener("click", () => choose(null, false));
    panel.append(close);
    const detail = details[state.chosen];
    panel.append(make("span", named(page.kinds[detail.kind]), { class: "tag" }));
    for (const key of detail.areas) panel.append(make("span", named(page.areas.find((area) => area.key === key)), { class: "tag" }));
    panel.append(make("h2", named(detail)));
    if (detail.aliases.length) panel.append(make("p", `${say("aliases")}${detail.aliases.join("、")}`, { class: "note" }));
    panel.append(make("h3", say("facts")));
    if (!detail.facts.length) panel.append(make("p", say("nofacts"), { class: "note" }));
    for (const index of detail.facts) panel.append(factElement(index));
    const list = make("div", "", { class: "links" });
    for (const step of neighbours[state.chosen]) list.append(linkElement(step));
    if (list.childElementCount) panel.append(make("h3", say("links")), list);
    panel.scrollTop = 0;
  };

  const choose = (node, move) => {
    state.chosen = node;
    if (node === null) network.unselectAll();
    else network.selectNodes([node], false);
    if (move && node !== null) {
      // A little to the left, where the details do not cover it.
      const offset = { x: byId("stage").clientWidth > 700 ? -170 : 0, y: 0 };
      network.focus(node, { scale: Math.max(network.getScale(), 0.9), offset, animation: { duration: 300 } });
    }
    redraw();
    show();
  };
  network.on("click", (event) => choose(event.nodes.length ? event.nodes[0] : null, false));

  // ---- legend and filters -----------------------------------------------------------------------------------------
  const svg = (tag, attributes) => {
    const element = document.createElementNS(page.svg, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const OUTLINES = {
    star: "11,1 13.4,6.6 19.5,7 14.8,11 16.4,17 11,13.6 5.6,17 7.2,11 2.5,7 8.6,6.6",
    triangle: "11,2 19,16 3,16", triangleDown: "11,16 19,2 3,2", square: "4,2 18,2 18,16 4,16",
    diamond: "11,1 19,9 11,17 3,9", hexagon: "6,2 16,2 21,9 16,16 6,16 1,9",
  };
  const swatch = ({ shape, fill, line }) => {
    const picture = svg("svg", { viewBox: "0 0 22 18", "aria-hidden": "true" });
    const paint = { fill, stroke: line, "stroke-width": 1.2 };
    if (OUTLINES[shape]) picture.append(svg("polygon", { points: OUTLINES[shape], ...paint }));
    else if (shape === "box") picture.append(svg("rect", { x: 1, y: 3, width: 20, height: 12, rx: 4, ...paint }));
    else picture.append(svg("ellipse", { cx: 11, cy: 9, rx: shape === "dot" ? 7 : 10, ry: 7, ...paint }));
    return picture;
  };

  const stroke = ({ line }) => {
    const picture = svg("svg", { viewBox: "0 0 22 18", "aria-hidden": "true" });
    picture.append(svg("line", { x1: 1, y1: 9, x2: 15, y2: 9, stroke: line, "stroke-width": 2.4 }));
    picture.append(svg("polygon", { points: "21,9 14,5.5 14,12.5", fill: line }));
    return picture;
  };

  const box = (list, { thing, picture, count, key, checked, change }) => {
    const input = make("input", "", { type: "checkbox", "data-key": key });
    input.checked = checked;
    input.addEventListener("change", () => { change(input.checked); redraw(); });
    const label = make("label");
    label.append(input, picture, make("span", named(thing)), make("small", count === undefined ? "" : String(count)));
    const item = make("li");
    item.append(label);
    list.append(item);
  };

  const toggle = (off, key) => (checked) => (checked ? off.delete(key) : off.add(key));

  const legend = () => {
    for (const id of ["classes", "areas", "edges"]) {
      byId(id).replaceChildren();
      byId(`${id}-title`).textContent = say(id);
    }
    for (const [key, group] of Object.entries(page.groups)) {
      if (group.count) box(byId("classes"), { thing: group, picture: swatch(group), count: group.count, key, checked: !state.groups.has(key), change: toggle(state.groups, key) });
    }
    for (const area of page.areas) {
      const picture = swatch({ shape: "box", fill: area.tint, line: area.ink });
      box(byId("areas"), { thing: area, picture, count: area.count, key: area.key, checked: !state.areas.has(area.key), change: toggle(state.areas, area.key) });
    }
    for (const family of page.families) {
      box(byId("edges"), { thing: family, picture: stroke(family), key: family.key, checked: !state.families.has(family.key), change: toggle(state.families, family.key) });
    }
  };

  // ---- search -----------------------------------------------------------------------------------------------------
  const query = byId("query");
  const hits = byId("hits");
  let found = [];
  let at = 0;
  const mark = () => {
    [...hits.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (hits.children[at]) hits.children[at].scrollIntoView({ block: "nearest" });
  };
  const close = () => { hits.hidden = true; query.setAttribute("aria-expanded", "false"); };
  const take = (node) => {
    state.groups.delete(details[node].group);
    for (const area of details[node].areas) state.areas.delete(area);
    close();
    legend();
    choose(node, true);
  };
  const search = () => {
    const wanted = query.value.toLowerCase().replace(/\s+/g, "");
    const rank = (node) => details[node].search.findIndex((text) => text.startsWith(wanted));
    found = details.map((_, id) => id).filter((id) => wanted && details[id].search.some((text) => text.includes(wanted)));
    found.sort((a, b) => (rank(a) < 0) - (rank(b) < 0) || details[b].degree - details[a].degree || a - b);
    found = found.slice(0, 30);
    at = 0;
    hits.replaceChildren();
    for (const node of found) {
      const item = make("li", named(details[node]), { role: "option" });
      item.append(make("small", named(page.kinds[details[node].kind])));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(node); });
      hits.append(item);
    }
    if (wanted && !found.length) hits.append(make("li", say("nothing")));
    hits.hidden = !wanted;
    query.setAttribute("aria-expanded", String(!hits.hidden));
    mark();
  };
  query.addEventListener("input", search);
  query.addEventListener("blur", close);
  query.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") at = Math.min(at + 1, found.length - 1);
    else if (event.key === "ArrowUp") at = Math.max(at - 1, 0);
    else if (event.key === "Enter" && found.length && !hits.hidden) return take(found[at]);
    else if (event.key === "Escape") close();
    else return undefined;
    event.preventDefault();
    return mark();
  });

  // ---- language ---------------------------------------------------------------------------------------------------
  const speak = (language) => {
    state.language = language;
    document.documentElement.lang = language;
    document.title = named(page.title);
    byId("heading").textContent = named(page.title);
    query.placeholder = say("search");
    query.setAttribute("aria-label", say("search"));
    byId("fit").textContent = say("fit");
    byId("language").textContent = say("other");
    byId("hint").textContent = say("hint");
    byId("canvas").setAttribute("aria-label", say("canvas"));
    byId("filters").setAttribute("aria-label", say("filters"));
    byId("details").setAttribute("aria-label", say("details"));
    place();
    legend();
    redraw();
    show();
  };
  byId("language").addEventListener("click", () => {
    speak(state.language === "zh" ? "en" : "zh");
    if (state.chosen === null) fit();
    else choose(state.chosen, true);
  });
  byId("fit").addEventListener("click", fit);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && state.chosen !== null && document.activeElement !== query) choose(null, false);
  });

  speak("zh");
  fit();
  // For the tests, and for whoever asks the page by its console: the drawing itself, nothing else.
  window.hdkgNetwork = network;
})();
