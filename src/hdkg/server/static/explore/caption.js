// How a label is broken into lines, and how much room it takes.

const WIDTH = 11; // of a line, in widths of a Chinese character
const LINES = 4;
const CLOSING = "，。、；：！？”’）》】」』,.;:!?)]}%";
const OPENING = "“‘（《【「『([{";
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u3000-\u303f\u2018-\u201d]/;

/** Return the width of a text in widths of a Chinese character. @param {string} text */
export function measure(text) {
  let width = 0;
  for (const mark of text) width += WIDE.test(mark) || mark > "\uffff" ? 1 : 0.56;
  return width;
}

/** Break a label into lines; a long rest becomes an ellipsis. @param {string} text @param {number} [width] */
export function wrap(text, width = WIDTH) {
  const total = measure(text);
  if (total <= width) return [text];
  const fewest = Math.ceil(total / width);
  const lines = broken(text, Math.min(width, total / fewest + 1.2));
  return lines.length <= LINES ? lines : [...lines.slice(0, LINES - 1), `${lines[LINES - 1]}…`];
}

function broken(text, width) {
  const lines = [""];
  for (const piece of pieces(text)) {
    const last = lines.length - 1;
    if (!lines[last] || measure(lines[last] + piece.trimEnd()) <= width) lines[last] += piece;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** Cut a text where a line may end: not in a Latin word or number, nor between a bracket and what it holds. */
function pieces(text) {
  const made = [];
  for (const mark of text) {
    const last = made[made.length - 1];
    if (last && stays(last, mark)) made[made.length - 1] += mark;
    else made.push(mark);
  }
  return made;
}

function stays(piece, mark) {
  if (CLOSING.includes(mark) || OPENING.includes(piece[piece.length - 1])) return true;
  return !WIDE.test(mark) && !WIDE.test(piece[piece.length - 1]) && !piece.endsWith(" ") && measure(piece) < WIDTH;
}
