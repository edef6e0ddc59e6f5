// How classes and relations are drawn, by day and by night.

import { svg } from "./dom.js";

const DAY = {
  paper: "#ffffff", ground: "#f5f6f8", ink: "#1f2937", soft: "#596475", line: "#c3cad3", halo: "#ffffff", accent: "#3b4cc0", picked: "#e0007a",
  groups: {
    initiative: ["#3b4cc0", "#2b3a9e", "#ffffff"], figure: ["#e3f4f1", "#1f7f73", "#134e48"],
    standing: ["#fdebd9", "#c8660f", "#7a3b06"], honour: ["#f2b705", "#a87c00", "#1f2937"],
    division: ["#b3261e", "#7f1d17", "#ffffff"], place: ["#7cb342", "#4b7a1c", "#1f2937"],
    organisation: ["#5b8db8", "#34617f", "#1f2937"], project: ["#a0704a", "#6d4628", "#1f2937"],
    industry: ["#8e7cc3", "#5f4b9b", "#1f2937"], culture: ["#d66ba0", "#9c3d70", "#1f2937"],
    other: ["#9aa5b1", "#616e7c", "#1f2937"],
  },
  families: { result: "#1f8a7d", honour: "#a87c00", participation: "#4f7fab", other: "#8792a0" },
};
const NIGHT = {
  paper: "#171b22", ground: "#0f1217", ink: "#e6e9ee", soft: "#a4afbd", line: "#465162", halo: "#0f1217", accent: "#9aabff", picked: "#ff6bb5",
  groups: {
    initiative: ["#4a5be0", "#8795ff", "#ffffff"], figure: ["#123c37", "#3fb8a8", "#c9f2ec"],
    standing: ["#4a2c0c", "#f0954a", "#ffdfc2"], honour: ["#f2b705", "#ffd95e", "#e6e9ee"],
    division: ["#b3261e", "#ff8a80", "#ffffff"], place: ["#7cb342", "#b5de85", "#e6e9ee"],
    organisation: ["#5b8db8", "#a3cbee", "#e6e9ee"], project: ["#a0704a", "#d9ab87", "#e6e9ee"],
    industry: ["#8e7cc3", "#c4b5f2", "#e6e9ee"], culture: ["#d66ba0", "#f2a9cd", "#e6e9ee"],
    other: ["#9aa5b1", "#cbd2d9", "#e6e9ee"],
  },
  families: { result: "#3fb8a8", honour: "#e0b32a", participation: "#7fb2de", other: "#77839a" },
};
// For each card of a policy area in turn: hue of tint and heading.
const HUES = [231, 160, 36, 4, 258, 200, 68, 328, 140, 22, 184, 45];
const OUTLINES = {
  star: "11,1 13.4,6.6 19.5,7 14.8,11 16.4,17 11,13.6 5.6,17 7.2,11 2.5,7 8.6,6.6",
  triangle: "11,2 19,16 3,16", triangleDown: "11,16 19,2 3,2", square: "4,2 18,2 18,16 4,16",
  diamond: "11,1 19,9 11,17 3,9", hexagon: "6,2 16,2 21,9 16,16 6,16 1,9",
};
export const FONT = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", '
  + '"Hiragino Sans GB", system-ui, sans-serif';

const night = window.matchMedia("(prefers-color-scheme: dark)");

/** Whether it is night. */
export const isNight = () => night.matches;

/** The colours of now. */
export const colours = () => (night.matches ? NIGHT : DAY);

/** Call something when day turns to night. @param {() => void} listener */
export const onTurn = (listener) => night.addEventListener("change", listener);

/** The hue of the card of a policy area, by its place in their list. @param {number} number */
export const hueOf = (number) => HUES[number % HUES.length];

/** @param {number} number @returns {{tint: string, ink: string}} */
export function card(number) {
  const hue = hueOf(number);
  return night.matches
    ? { tint: `hsl(${hue} 30% 14%)`, ink: `hsl(${hue} 60% 76%)` }
    : { tint: `hsl(${hue} 60% 96%)`, ink: `hsl(${hue} 50% 36%)` };
}

/** Whether a group's label stands inside its shape. @param {string} shape */
export const inside = (shape) => shape === "box" || shape === "ellipse";

/** A small picture of a group for the legend. @param {string} shape @param {string[]} paint fill and line */
export function swatch(shape, [fill, stroke]) {
  const paint = { fill, stroke, "stroke-width": 1.2 };
  const picture = svg("svg", { viewBox: "0 0 22 18", "aria-hidden": "true" });
  if (OUTLINES[shape]) picture.append(svg("polygon", { points: OUTLINES[shape], ...paint }));
  else if (shape === "box") picture.append(svg("rect", { x: 1, y: 3, width: 20, height: 12, rx: 4, ...paint }));
  else picture.append(svg("ellipse", { cx: 11, cy: 9, rx: shape === "dot" ? 7 : 10, ry: 7, ...paint }));
  return picture;
}

/** The outline of a symbol around a point, for pictures that are saved. @param {string} shape */
export const outline = (shape) => OUTLINES[shape];

/** A small picture of a family of links. @param {string} family */
export function stroke(family) {
  const line = colours().families[family];
  return svg("svg", { viewBox: "0 0 22 18", "aria-hidden": "true" },
    svg("line", { x1: 1, y1: 9, x2: 15, y2: 9, stroke: line, "stroke-width": 2.4 }),
    svg("polygon", { points: "21,9 14,5.5 14,12.5", fill: line }));
}
