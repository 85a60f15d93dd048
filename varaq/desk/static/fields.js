// The fields that a translation is typed into: one, or one for each plural form.

import { el } from "./dom.js";
import { say } from "./words.js";

const GROWS = CSS.supports("field-sizing", "content");

export class Fields {
  element = el("div", { class: "fields" });
  #areas = [];
  #active = 0;

  // `unit` is the API's, `language` the target's; `typed()` is called after every change.
  constructor(unit, language, typed) {
    this.#areas = unit.strings.map((text, at) => this.#field(unit, language, text, at, typed));
  }

  #field(unit, language, text, at, typed) {
    const id = `form-${at}`;
    const numbers = unit.forms?.[at]?.label;
    const label =
      unit.strings.length > 1 && numbers
        ? say("plural form", { numbers })
        : say("translation into", { language: language.name });
    const area = el("textarea", {
      id,
      lang: language.tag,
      dir: language.dir,
      rows: 2,
      spellcheck: "true",
      autocomplete: "off",
      "aria-describedby": "findings",
    });
    area.value = text;
    area.addEventListener("input", () => {
      grow(area);
      typed();
    });
    area.addEventListener("focus", () => (this.#active = at));
    this.element.append(el("label", { for: id }, label), area);
    return area;
  }

  // To be called once the fields are on the page, which decides how high they are.
  placed() {
    this.#areas.forEach(grow);
  }

  get strings() {
    return this.#areas.map((area) => area.value);
  }

  // Other texts for the fields; the cursor stays where it is, as far as there is text.
  set strings(strings) {
    this.#areas.forEach((area, at) => {
      if (area.value === strings[at]) return;
      const { selectionStart, selectionEnd, selectionDirection } = area;
      area.value = strings[at] ?? "";
      area.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
      grow(area);
    });
  }

  // Where the keyboard is, or was last.
  get active() {
    return this.#areas[this.#active];
  }

  focus() {
    const area = this.#areas.find((one) => !one.value) ?? this.#areas[0];
    area?.focus({ preventScroll: true });
    area?.setSelectionRange(area.value.length, area.value.length);
  }

  // Put a text in at the cursor, or in place of everything, so that the field's own undo knows it.
  insert(text, { all = false } = {}) {
    const area = this.active;
    area.focus();
    if (all) area.select();
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

// As high as the text is, in browsers that do not do so by themselves.
export function grow(area) {
  if (GROWS || !area.isConnected) return;
  area.style.blockSize = "auto";
  area.style.blockSize = `${area.scrollHeight + 2}px`;
}
