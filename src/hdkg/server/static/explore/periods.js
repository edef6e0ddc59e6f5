// Periods as they are read: the graph names them in ISO 8601.

import { lang } from "./words.js";

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MONTH = /^(\d{4})-(\d\d)$/;
const SPAN = /^(\d{4})-(\d\d)\/(\d{4})-(\d\d)$/;
const YEARS = /^(\d{4})\/(\d{4})$/;
const PARTS = { "01-03": "Q1", "04-06": "Q2", "07-09": "Q3", "10-12": "Q4", "01-06": "H1", "07-12": "H2" };
const ZH = { Q1: "第一季度", Q2: "第二季度", Q3: "第三季度", Q4: "第四季度", H1: "上半年", H2: "下半年" };
const EN = { Q1: "Q1", Q2: "Q2", Q3: "Q3", Q4: "Q4", H1: "first half of", H2: "second half of" };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The year in which a period ends. @param {string} iso */
export const yearOf = (iso) => (iso.split("/").pop() || "").slice(0, 4);

/** A period in words; as it is, where it is of no known form. @param {string} iso */
export function period(iso) {
  const [write, part] = lang === "zh" ? [zh, ZH] : [en, EN];
  if (/^\d{4}$/.test(iso)) return write.year(iso);
  let found = DAY.exec(iso);
  if (found) return write.day(found[1], Number(found[2]), Number(found[3]));
  found = MONTH.exec(iso);
  if (found) return write.month(found[1], Number(found[2]));
  found = YEARS.exec(iso);
  if (found) return `${write.year(found[1])}–${write.year(found[2])}`;
  found = SPAN.exec(iso);
  if (!found) return iso;
  const [, from, first, to, last] = found;
  if (from !== to) return `${write.month(from, Number(first))}–${write.month(to, Number(last))}`;
  const name = part[PARTS[`${first}-${last}`]];
  return name ? write.part(from, name) : write.months(from, Number(first), Number(last));
}

const zh = {
  year: (year) => `${year}年`,
  month: (year, month) => `${year}年${month}月`,
  day: (year, month, day) => `${year}年${month}月${day}日`,
  part: (year, name) => `${year}年${name}`,
  months: (year, first, last) => `${year}年${first}–${last}月`,
};
const en = {
  year: (year) => year,
  month: (year, month) => `${MONTHS[month - 1]} ${year}`,
  day: (year, month, day) => `${day} ${MONTHS[month - 1]} ${year}`,
  part: (year, name) => `${name} ${year}`,
  months: (year, first, last) => `${MONTHS[first - 1]}–${MONTHS[last - 1]} ${year}`,
};
