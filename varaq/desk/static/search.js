// Search: a box, and the texts of a language that it finds, in source and translation.

import { Away, get, place } from "./api.js";
import { debounced, el, fill, said, sign } from "./dom.js";
import { address } from "./route.js";
import { number, say } from "./words.js";

const PAUSE = 180; // milliseconds of rest until what is typed is searched for
const AROUND = 60; // characters of context on each side of what is found

export class Search {
  element;
  #box;
  #results = el("div", { class: "results", id: "results", hidden: true });
  #locale; // the language that is searched
  #source;
  #turn = 0;
  #desk;
  #later = debounced(() => this.#find(), PAUSE);

  constructor(desk, locale, source) {
    this.#desk = desk;
    this.#locale = locale;
    this.#source = source;
    this.#box = el("input", { type: "search", id: "search", autocomplete: "off", spellcheck: "false", dir: "auto", placeholder: say("search"), "aria-controls": "results" });
    this.#box.addEventListener("input", () => this.#later());
    this.element = el("search", { class: "search" }, el("label", { for: "search", class: "visually-hidden" }, say("search")), this.#box, this.#results);
    this.element.addEventListener("keydown", (event) => this.#moved(event));
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget)) this.#results.hidden = true;
    });
    this.#box.addEventListener("focus", () => {
      if (this.#results.childElementCount) this.#results.hidden = false;
    });
    this.#results.addEventListener("click", (event) => {
      if (event.target.closest("a")) this.#results.hidden = true;
    });
  }

  async #find() {
    const wanted = this.#box.value.trim();
    const turn = ++this.#turn;
    if (!wanted) {
      this.#results.hidden = true;
      fill(this.#results);
      return;
    }
    try {
      const { hits } = await get(`${place("search", this.#locale.code)}?q=${encodeURIComponent(wanted)}`);
      if (turn !== this.#turn) return;
      this.#results.hidden = false;
      const summary = hits.length ? say("found", { count: number(hits.length) }) : say("found nothing");
      fill(this.#results, el("p", { class: "quiet", role: "status" }, summary), el("ol", {}, hits.map((hit) => this.#row(hit, wanted))));
    } catch (error) {
      if (!(error instanceof Away)) this.#desk.fault(error);
    }
  }

  #row(hit, wanted) {
    const text = hit.strings.find((one) => placeOf(one, wanted, this.#locale.tag) >= 0) ?? hit.strings[0];
    return el(
      "li",
      {},
      el(
        "a",
        { href: address(this.#locale.code, hit.document, hit.key) },
        el("small", {}, sign(hit.state), hit.title),
        said("span", this.#source, around(hit.source, wanted, this.#source.tag)),
        text ? said("span", this.#locale, around(text, wanted, this.#locale.tag), { class: "target" }) : null,
      ),
    );
  }

  // Up and down go through box and results; Escape closes.
  #moved(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && !this.#results.hidden) {
      this.#results.hidden = true;
      this.#box.focus();
      this.#results.hidden = true;
      event.stopPropagation();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.#results.hidden) return;
    const stops = [this.#box, ...this.#results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + step;
    if (stops[at]) {
      event.preventDefault();
      stops[at].focus();
    }
  }
}

// Where a text is in another, whatever its case in that language; -1 where it is not.
export const placeOf = (text, wanted, tag) =>
  text.toLocaleLowerCase(tag).indexOf(wanted.toLocaleLowerCase(tag));

// A text around what was found in it, that marked.
function around(text, wanted, tag) {
  const at = placeOf(text, wanted, tag);
  if (at < 0) return text.length > 3 * AROUND ? `${text.slice(0, 3 * AROUND)}…` : text;
  const end = at + wanted.length;
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, end + AROUND);
  return [
    `${from ? "…" : ""}${text.slice(from, at)}`,
    el("mark", {}, text.slice(at, end)),
    `${text.slice(end, to)}${to < text.length ? "…" : ""}`,
  ];
}
