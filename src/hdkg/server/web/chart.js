// Results as a chart: one column across, one column of numbers, maybe one that makes groups.
import { chooser, element, icon } from "./dom.js";
import { rowsOf } from "./results.js";
import { say } from "./words.js";

const MOST = 200; // rows that are drawn; more make no readable chart
const COLOURS = ["#0b6bb5", "#d1682b", "#3a8a4d", "#a8479b", "#8a6d1d", "#4b5d9e", "#b23b4e", "#2f8c8c"];
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

const number = (term) => (term && term.type !== "uri" && NUMBER.test(term.value.trim()) ? Number(term.value) : null);

/** Return the columns that mostly hold numbers: a grade (Ⅱ类) may stand among figures. */
export function numeric(variables, rows) {
  return variables.filter((name) => {
    const terms = rows.map((row) => row[name]).filter(Boolean);
    return terms.filter((term) => number(term) !== null).length > terms.length / 2;
  });
}

export class Chart {
  constructor(yasr) {
    this.yasr = yasr;
    this.label = say.chart;
    this.priority = 6;
  }

  canHandleResults() {
    const { results } = this.yasr;
    const rows = rowsOf(results);
    return rows.length > 0 && numeric(results.getVariables(), rows).length > 0;
  }

  getIcon() {
    return icon("M1 1h2v14H1zM1 13h14v2H1zM5 8h2v4H5zM9 4h2v8H9zM13 6h2v6h-2z");
  }

  async draw(kept) {
    const { default: Drawing } = await import("./drawing.js");
    if (this.yasr.drawnPlugin !== "chart") return; // somebody has turned to another view meanwhile
    this.yasr.pluginControls.replaceChildren(); // those of a table that was still being drawn
    const variables = this.yasr.results.getVariables();
    const all = rowsOf(this.yasr.results);
    const numbers = numeric(variables, all);
    const chosen = this.chosen(kept ?? {}, variables, numbers, all);
    const rows = all.slice(0, MOST);
    const choose = (name) => (value) => {
      this.yasr.storePluginConfig("chart", { ...chosen, [name]: value });
      this.yasr.draw();
    };
    const columns = variables.map((name) => [name, name]);
    const canvas = element("canvas", { role: "img" });
    const note = all.length > MOST ? say.cut(MOST, all.length) : "";
    this.yasr.resultsEl.replaceChildren(
      element(
        "div",
        { className: "hdkg hdkg-chart" },
        element(
          "div",
          { className: "hdkg-choices" },
          chooser(say.kind, ["bar", "line", "scatter"].map((kind) => [kind, say[kind]]), chosen.kind, choose("kind")),
          chooser(say.across, columns, chosen.across, choose("across")),
          chooser(say.values, numbers.map((name) => [name, name]), chosen.values, choose("values")),
          chooser(say.group, [["", say.no], ...columns], chosen.group, choose("group")),
        ),
        element("p", { className: "hdkg-note" }, note),
        element("div", { className: "hdkg-canvas" }, canvas),
      ),
    );
    const { labels, sets } = this.series(chosen, rows);
    const count = sets.reduce((sum, set) => sum + set.data.filter((value) => value !== null).length, 0);
    canvas.setAttribute("aria-label", say.chartOf(chosen.values, chosen.across, count));
    this.drawing?.destroy();
    const style = getComputedStyle(this.yasr.rootEl);
    const colour = style.color;
    Drawing.defaults.font.family = style.fontFamily;
    this.drawing = new Drawing(canvas, {
      type: chosen.kind === "bar" ? "bar" : "line",
      data: { labels, datasets: sets },
      options: {
        animation: false,
        maintainAspectRatio: false,
        showLine: chosen.kind !== "scatter",
        color: colour,
        scales: {
          x: { title: { display: true, text: chosen.across, color: colour }, ticks: { color: colour }, grid: { color: "#8883" } },
          y: { title: { display: true, text: chosen.values, color: colour }, ticks: { color: colour }, grid: { color: "#8883" }, beginAtZero: chosen.kind === "bar" },
        },
        plugins: { legend: { display: Boolean(chosen.group), labels: { color: colour } } },
      },
    });
  }

  destroy() {
    this.drawing?.destroy();
    this.drawing = undefined;
  }

  chosen(kept, variables, numbers, rows) {
    const other = variables.filter((name) => !numbers.includes(name));
    const named = other.find((name) => rows.some((row) => row[name]?.type !== "uri" && row[name]));
    const known = (name, list, fallback) => (list.includes(name) ? name : fallback);
    return {
      kind: known(kept.kind, ["bar", "line", "scatter"], "bar"),
      across: known(kept.across, variables, named ?? other[0] ?? numbers[0]),
      values: known(kept.values, numbers, numbers.at(-1)),
      group: known(kept.group, variables, ""),
    };
  }

  series({ across, values, group, kind }, rows) {
    const labels = group ? [...new Set(rows.map((row) => row[across]?.value ?? ""))] : rows.map((row) => row[across]?.value ?? "");
    const groups = group ? [...new Set(rows.map((row) => row[group]?.value ?? ""))] : [values];
    const sets = groups.map((name, at) => {
      const colour = COLOURS[at % COLOURS.length];
      const own = group ? rows.filter((row) => (row[group]?.value ?? "") === name) : rows;
      const data = group
        ? labels.map((label) => number(own.find((row) => (row[across]?.value ?? "") === label)?.[values]))
        : own.map((row) => number(row[values]));
      return { label: name, data, backgroundColor: colour, borderColor: colour, pointRadius: kind === "scatter" ? 5 : 3 };
    });
    return { labels, sets };
  }
}
