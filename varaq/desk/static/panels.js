// What stands around the fields of a unit. Each function makes an element of a value.

import { shown } from "./diff.js";
import { el, said, sign } from "./dom.js";
import { address } from "./route.js";
import { kind, number, percent, say, when } from "./words.js";

const SIGNS = { error: "problem", warning: "problem", info: "translated" };

export const panel = (id, title, ...content) =>
  el("section", { class: `panel ${id}`, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), content);

// Where the unit stands, and what it is.
export function whereabouts(unit, source) {
  return el(
    "p",
    { class: "where" },
    el("span", { class: "kind" }, kind(unit.kind)),
    unit.section.map((heading) => [" › ", said("bdi", source, heading)]),
  );
}

export function notes(unit) {
  if (!unit.notes.length) return null;
  return panel("notes", say("author's notes"), unit.notes.map((note) => el("p", { dir: "auto" }, note)));
}

export function changes(unit, source) {
  if (!unit.previous || unit.previous === unit.source) return null;
  return panel("changes", say("source changes"), shown(unit.previous, unit.source, source));
}

// The terms of a source text, each once, in the order that they come in; where each stands.
export function numbered(terms) {
  const places = terms.toSorted((a, b) => a.start - b.start);
  const said = (term) => term.translations.join("\n");
  const unique = [...new Map(places.map((term) => [said(term), term])).values()];
  const number = new Map(unique.map((term, at) => [said(term), at + 1]));
  return { unique, places: places.map((term) => ({ ...term, number: number.get(said(term)) })) };
}

// The source with its terms marked, and the terms' translations to be put in. `act` has
// `insert(text)` and `copy()`.
export function source(unit, language, target, act) {
  const { unique, places } = numbered(unit.terms);
  const characters = Array.from(unit.source); // as the engine counts them
  const text = [];
  let at = 0;
  for (const term of places) {
    if (term.start < at) continue; // within another
    text.push(characters.slice(at, term.start).join(""));
    text.push(
      el("mark", { title: term.translations.join(" · ") }, characters.slice(term.start, term.end).join("")),
    );
    text.push(el("sup", { "aria-hidden": "true" }, number(term.number)));
    at = term.end;
  }
  text.push(characters.slice(at).join(""));
  return panel(
    "source",
    say("source text"),
    el("button", { type: "button", class: "small copy", "aria-keyshortcuts": "Control+Shift+C", onclick: act.copy }, say("copy source")),
    said("p", language, text, { class: "text" }),
    unit.plural === null ? null : said("p", language, unit.plural, { class: "text" }),
    unit.context ? el("p", { class: "context" }, say("context", { context: unit.context })) : null,
    unique.length ? glossary(unique, language, target, act) : null,
  );
}

function glossary(terms, language, target, act) {
  return el(
    "ol",
    { class: "terms", "aria-label": say("terms") },
    terms.map((term, at) =>
      el(
        "li",
        {},
        said("span", language, term.source),
        term.translations.map((text, which) =>
          el(
            "button",
            {
              type: "button",
              class: "small",
              "aria-label": say("insert", { text }),
              "aria-keyshortcuts": which || at > 8 ? null : `Alt+${at + 1}`,
              onclick: () => act.insert(text),
            },
            said("span", target, text),
          ),
        ),
      ),
    ),
  );
}

export function findings(list) {
  return list.map((finding) =>
    el(
      "li",
      { class: finding.severity },
      sign(SIGNS[finding.severity] ?? "problem"),
      el(
        "p",
        {},
        el("strong", {}, say(`severity ${finding.severity}`)),
        " ",
        // the engine's own words, which are English
        el("span", { lang: "en", dir: "ltr" }, [finding.message, finding.remedy].filter(Boolean).join("; ")),
        " ",
        el("code", {}, finding.code),
      ),
    ),
  );
}

// Suggestions as [{source, target, score, kind, origin}]; `take(place)` gets one by its place.
export function suggestions(list, unit, language, target, take) {
  const rows = list.map((one, at) => {
    const exact = one.source === unit.source;
    return el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: "take",
          "aria-label": say("take", { text: one.target }),
          "aria-keyshortcuts": at > 8 ? null : `Control+${at + 1}`,
          onclick: () => take(at),
        },
        el("kbd", { "aria-hidden": "true" }, number(at + 1)),
        said("span", target, one.target, { class: "text" }),
      ),
      el(
        "p",
        { class: "origin" },
        el("span", { class: "score" }, percent(one.score > 1 ? one.score / 100 : one.score, 1)),
        ` ${say(`match ${one.kind}`)} · `,
        el("bdi", {}, one.origin),
      ),
      exact ? null : shown(one.source, unit.source, language),
    );
  });
  return rows.length ? el("ol", {}, rows) : el("p", { class: "quiet" }, say("no suggestions"));
}

export function references(unit) {
  if (!unit.references.length) return null;
  const pairs = unit.references.map(({ locale, text }) => [
    said("dt", locale, locale.name),
    said("dd", locale, text, { class: "text" }),
  ]);
  return panel("references", say("other languages"), el("dl", {}, pairs));
}

export function others(unit, locale, source) {
  if (!unit.others.length) return null;
  const links = unit.others.map((other) =>
    el(
      "li",
      {},
      el(
        "a",
        { href: address(locale, other.document, other.key), lang: source.tag, dir: source.dir },
        [other.title, ...other.section].join(" › "),
      ),
    ),
  );
  return panel("others", say("other places"), el("ul", {}, links));
}

// What the unit was before, the newest first; `undo(past)` takes a save back.
export function history(saves, target, undo) {
  if (!saves.length) return null;
  const rows = saves.map((one) =>
    el(
      "li",
      {},
      el("time", { datetime: one.when }, when(one.when)),
      one.strings.map((text) => said("p", target, text || "—", { class: "text" })),
      el("button", { type: "button", class: "small", onclick: () => undo(one) }, say("undo")),
    ),
  );
  return el("details", { class: "panel history" }, el("summary", {}, say("history")), el("ol", {}, rows));
}

// Two texts of one unit, and what a person can do: `choices` is [[word, act]…].
export function choice(title, { theirs, mine }, language, choices) {
  const both = theirs.map((text, at) => [
    el("h3", {}, say("theirs")),
    said("p", language, text || "—", { class: "text" }),
    el("h3", {}, say("mine")),
    shown(text, mine[at] ?? "", language, { class: "text" }),
  ]);
  return el(
    "section",
    { class: "choice", "aria-labelledby": "choice-title" },
    el("h2", { id: "choice-title" }, title),
    both,
    el(
      "p",
      { class: "buttons" },
      choices.map(([word, act]) => el("button", { type: "button", onclick: act }, say(word))),
    ),
  );
}
