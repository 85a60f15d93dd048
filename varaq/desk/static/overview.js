// The first page: how far each document is in each language, and where to go on.

import { bar, el, fill, said, sign } from "./dom.js";
import { findings } from "./panels.js";
import { address } from "./route.js";
import { date, number, percent, say, when } from "./words.js";

// The view of an overview as the API gives it; `drafts` are the texts that were never sent.
export function overview(value, drafts, act) {
  const titles = new Map(value.documents.map((document) => [document.name, document.title]));
  const element = el("div", { class: "overview" });
  if (drafts.length) element.append(unsent(drafts, titles, value.locales, act));
  for (const locale of value.locales) {
    const cells = value.cells.filter((cell) => cell.locale === locale.code);
    if (cells.length) element.append(language(locale, cells, titles, value.project.source));
  }
  if (value.problems?.length) {
    element.append(
      el(
        "section",
        { class: "broken", "aria-labelledby": "broken" },
        el("h2", { id: "broken" }, say("project problems")),
        el("ul", { class: "findings" }, findings(value.problems)),
      ),
    );
  }
  if (!value.cells.length) element.append(el("p", { class: "quiet" }, say("no languages")));
  return element;
}

function language(locale, cells, titles, source) {
  const read = cells.filter((cell) => !cell.error); // of the others nothing is known
  const sum = (name) => read.reduce((all, cell) => all + cell[name], 0);
  const next = read.find((cell) => cell.next);
  const whole = read.length === cells.length;
  const id = `language-${locale.code}`;
  return el(
    "section",
    { "aria-labelledby": id },
    el(
      "header",
      {},
      said("h2", locale, locale.name, { id }),
      read.length ? el("p", { class: "share" }, percent(sum("translated_words"), sum("words"))) : null,
      next
        ? el(
            "a",
            {
              class: "button primary",
              href: address(locale.code, next.document, next.next),
              "aria-label": say("continue in", { title: locale.name }),
            },
            say("continue"),
          )
        : whole && el("p", { class: "complete" }, sign("translated"), say("complete")),
    ),
    el("ul", { class: "cells" }, cells.map((cell) => row(cell, titles, locale, source))),
  );
}

function row(cell, titles, locale, source) {
  const title = titles.get(cell.document) ?? cell.document;
  if (cell.error) {
    const name = el("h3", {}, said("span", source, title));
    return el("li", {}, name, el("ul", { class: "findings" }, findings([cell.error])));
  }
  const begun = cell.units ? cell.fuzzy / cell.units : 0;
  return el(
    "li",
    {},
    el(
      "h3",
      {},
      el("a", { href: address(locale.code, cell.document), lang: source.tag, dir: source.dir }, title),
    ),
    measure("words count", cell.translated_words, cell.words),
    measure("units count", cell.translated, cell.units, begun),
    el(
      "p",
      { class: "facts" },
      cell.fuzzy
        ? el("span", {}, sign("fuzzy"), say("fuzzy count", { count: number(cell.fuzzy) }))
        : null,
      cell.problems
        ? el(
            "span",
            { class: "alarm" },
            sign("problem"),
            say("problems count", { count: number(cell.problems) }),
          )
        : null,
      cell.changed ? el("span", {}, say("changed", { date: date(cell.changed) })) : null,
    ),
    el(
      "p",
      { class: "go" },
      cell.next
        ? el(
            "a",
            {
              href: address(locale.code, cell.document, cell.next),
              "aria-label": say("continue in", { title: `${title}, ${locale.name}` }),
            },
            say("continue"),
          )
        : null,
    ),
  );
}

function measure(word, done, all, second = 0) {
  return el(
    "div",
    { class: "measure" },
    bar(all ? done / all : 1, second),
    el("span", {}, say(word, { done: number(done), all: number(all) })),
  );
}

// Texts that an earlier visit left in this browser.
function unsent(drafts, titles, locales, act) {
  const names = new Map(locales.map((locale) => [locale.code, locale]));
  const section = el("section", { class: "unsent", "aria-labelledby": "unsent" });
  const rest = new Set(drafts);
  const rows = drafts.map((draft) => {
    const { locale, document, key } = draft.at;
    const tongue = names.get(locale);
    const drop = () => {
      act.drop(draft);
      rest.delete(draft);
      if (rest.size) item.remove();
      else section.remove();
    };
    const text = draft.strings.find(Boolean) ?? "…";
    const item = el(
      "li",
      {},
      tongue ? said("p", tongue, text) : el("p", { dir: "auto" }, text),
      el("small", {}, `${tongue?.name ?? locale} · ${titles.get(document) ?? document} · ${when(draft.when)}`),
      el("a", { class: "button", href: address(locale, document, key) }, say("open")),
      el("button", { type: "button", onclick: drop }, say("discard")),
    );
    return item;
  });
  return fill(section, el("h2", { id: "unsent" }, say("unsent texts")), el("ul", {}, rows));
}
