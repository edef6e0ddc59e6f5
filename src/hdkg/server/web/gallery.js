// The catalogue of questions: find one, fill its form, and have the query and its answer.
import { element } from "./dom.js";
import { language, say } from "./words.js";

const FIELDS = {
  iri: { type: "text", spellcheck: false },
  string: { type: "text" },
  integer: { type: "number", step: "1" },
  decimal: { type: "number", step: "any" },
  date: { type: "date" },
  year: { type: "number", step: "1", min: "1949", max: "9999" },
};

/** Return the gallery; `open` gets the title and the text of a question that was asked. */
export function gallery(questions, open) {
  const list = element("ul");
  const search = element("input", { type: "search", id: "hdkg-find", autocomplete: "off" });
  const none = element("p", { hidden: true }, say.none);
  const items = questions.map((question) => {
    const item = entry(question, open);
    list.append(item);
    return [item, `${question.zh} ${question.en} ${question.question_zh} ${question.question_en} ${question.name}`.toLowerCase()];
  });
  search.addEventListener("input", () => {
    const words = search.value.trim().toLowerCase().split(/\s+/);
    for (const [item, text] of items) item.hidden = !words.every((word) => text.includes(word));
    none.hidden = items.some(([item]) => !item.hidden);
  });
  return element(
    "details",
    { className: "hdkg hdkg-gallery" },
    element("summary", {}, `${say.questions} (${questions.length})`),
    element("p", {}, element("label", { for: "hdkg-find" }, `${say.find} `), search),
    none,
    list,
  );
}

function entry(question, open) {
  const form = element("form", {}, element("p", {}, question[`question_${language}`]));
  const problem = element("p", { className: "problem", role: "alert", hidden: true });
  for (const parameter of question.parameters) {
    const id = `hdkg-${question.name}-${parameter.name}`;
    const field = element("input", { id, name: parameter.name, ...FIELDS[parameter.type] });
    form.append(element("p", {}, element("label", { for: id }, parameter[language]), " ", field));
  }
  form.append(
    element("p", {}, element("button", {}, say.ask), " ", element("a", { href: `/queries/${question.name}?lang=${language}` }, say.page)),
    problem,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    problem.hidden = true;
    const answer = await fetch(`/queries/${question.name}.rq?${given}`).catch(() => null);
    const text = answer ? await answer.text() : say.failed;
    if (answer?.ok) open(question[language], text);
    else {
      problem.textContent = text;
      problem.hidden = false;
    }
  });
  return element("li", {}, element("details", {}, element("summary", {}, question[language]), form));
}
