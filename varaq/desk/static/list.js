// The units of a document as a list, beside the page or in place of one.

import { el, fill, sign } from "./dom.js";
import { address } from "./route.js";
import { say } from "./words.js";
import { standing } from "./units.js";

const CUT = 80; // characters of a text that the API gives here

export class List {
  element = el("ol", { class: "units" });
  #rows = new Map(); // index -> its link
  #open = null;

  // `open(index)` is called for the unit that was chosen.
  constructor(open) {
    this.element.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-index]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open(Number(link.dataset.index));
    });
  }

  // Show units of a document; `at` is {locale, document, source}.
  show(list, at) {
    this.#rows.clear();
    fill(this.element, list.map((unit) => el("li", {}, this.#row(unit, at))));
    this.select(this.#open);
  }

  #row(unit, { locale, document, source }) {
    const link = el(
      "a",
      { href: address(locale, document, unit.key), "data-index": unit.index, "data-level": unit.level || null },
      sign(standing(unit)),
      el("span", { class: "visually-hidden" }, say(standing(unit))),
      el("span", { lang: source.tag, dir: source.dir }, unit.text.length < CUT ? unit.text : `${unit.text}…`),
    );
    this.#rows.set(unit.index, link);
    return link;
  }

  // Show units' states as they are now.
  mark(units) {
    for (const unit of units) {
      const link = this.#rows.get(unit.index);
      if (!link) continue;
      link.children[0].dataset.state = standing(unit);
      link.children[1].textContent = say(standing(unit));
    }
  }

  // Mark a unit as the open one (null: none); `focus` moves the keyboard to it.
  select(index, { focus = false } = {}) {
    this.#rows.get(this.#open)?.removeAttribute("aria-current");
    this.#open = index;
    const link = this.#rows.get(index);
    if (!link) return;
    link.setAttribute("aria-current", "true");
    if (this.element.isConnected) link.scrollIntoView({ block: "nearest" });
    if (focus) link.focus();
  }
}
