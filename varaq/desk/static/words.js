// The words that people read: they come with the page, in its language, and stand in no script.

const table = JSON.parse(document.getElementById("words").textContent);
const tag = document.documentElement.lang;
// Browsers leave out the data of some languages (Azerbaijani and Georgian are two), and then write
// months as M01, or all as in English; those get dates as in ISO 8601, which Swedish has, and
// numbers after the examples that the page brings along.
const spoken =
  Intl.DateTimeFormat.supportedLocalesOf([tag]).length > 0 &&
  !/M\d/.test(new Intl.DateTimeFormat(tag, { dateStyle: "medium" }).format(0));
const dates = spoken ? tag : "sv";
const { million = "1 000 000", half = "50%" } = document.documentElement.dataset;
const whole = new Intl.NumberFormat(spoken ? tag : "en", { useGrouping: spoken });
const share = new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 });
const hour = new Intl.DateTimeFormat(dates, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(dates, { dateStyle: spoken ? "medium" : "short" });
const moment = new Intl.DateTimeFormat(dates, { dateStyle: spoken ? "medium" : "short", timeStyle: "short" });

// A word by its name, values put in place of its placeholders.
export function say(name, values = {}) {
  return table[name].replace(/%\((\w+)\)s/g, (placeholder, key) =>
    key in values ? String(values[key]) : placeholder,
  );
}

// What kind of thing a unit is, as the engine names it, in the page's language where it is known.
export function kind(name) {
  const level = /^heading (\d)$/.exec(name);
  if (level) return say("kind heading", { level: number(Number(level[1])) });
  const field = /^front matter: (.*)$/.exec(name);
  if (field) return say("kind front matter", { field: field[1] });
  return table[`kind ${name}`] ?? name;
}

// A whole number, in the language's digits and with its separators.
export const number = (value) =>
  spoken ? whole.format(value) : whole.format(value).replace(/\B(?=(\d{3})+$)/g, million[1]);

const written = (part) =>
  spoken ? share.format(part) : half.replace("50", String(Math.round(part * 100)));

// A share in percent. Only what is complete is 100 %, and only what is not begun is 0 %.
export function percent(part, all) {
  if (!all || part >= all) return written(1);
  return written(Math.min(0.99, part ? Math.max(0.01, Math.floor((part / all) * 100) / 100) : 0));
}

// A moment as it is said; what is no date stays as it is. Catalogs write `2026-11-24 16:30+0400`.
function told(form, text) {
  const iso = text.replace(/^(\S+) /, "$1T").replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
  return iso && !Number.isNaN(Date.parse(iso)) ? form.format(new Date(iso)) : text;
}

export const time = (iso) => told(hour, iso);
export const when = (iso) => told(moment, iso);
export const date = (iso) => told(day, iso);
