// What a translator fills in for a unit: the texts, the fuzzy switch, a comment.

import { el } from "./dom.js";
import { Fields, grow } from "./fields.js";
import { say } from "./words.js";

export class Form {
  fields;
  confirm; // the line with button and switch
  comment; // the panel of the comment
  #fuzzy;
  #comment;
  #set = false; // whether the person has set the switch

  // `unit` is the API's, `language` the target's. `act` has `typed(shown)`, called after every
  // change with whether it shows in the page, and `save()`.
  constructor(unit, language, act) {
    this.fields = new Fields(unit, language, () => {
      // who corrects a fuzzy translation has looked at it; who takes that back has not
      const before = this.fields.strings.every((text, at) => text === unit.strings[at]);
      if (!this.#set && unit.fuzzy) this.#fuzzy.checked = before;
      act.typed(true);
    });
    this.#fuzzy = el("input", {
      type: "checkbox",
      id: "fuzzy",
      "aria-keyshortcuts": "Control+U",
      onchange: () => {
        this.#set = true;
        act.typed(true);
      },
    });
    this.#fuzzy.checked = unit.fuzzy;
    this.#comment = el("textarea", {
      id: "comment",
      rows: 1,
      dir: "auto",
      oninput: () => {
        grow(this.#comment);
        act.typed(false);
      },
    });
    this.#comment.value = unit.comment;
    const save = { type: "button", class: "primary", "aria-keyshortcuts": "Control+Enter", onclick: act.save };
    this.confirm = el(
      "div",
      { class: "confirm" },
      el("button", save, say("save")),
      el("label", { class: "switch" }, this.#fuzzy, say("fuzzy")),
    );
    this.comment = el("section", { class: "panel" }, el("label", { for: "comment" }, say("comment")), this.#comment);
  }

  // To be called once all is on the page.
  placed() {
    this.fields.placed();
    grow(this.#comment);
  }

  // What stands there: {strings, fuzzy, comment}.
  get value() {
    return {
      strings: this.fields.strings,
      fuzzy: this.#fuzzy.checked,
      comment: this.#comment.value,
    };
  }

  set value({ strings, fuzzy, comment }) {
    this.fields.strings = strings;
    this.#fuzzy.checked = fuzzy;
    this.#comment.value = comment ?? "";
    grow(this.#comment);
  }

  // The person confirms: that is no longer fuzzy, unless just said so.
  confirmed() {
    if (!this.#set && this.fields.strings.every(Boolean)) this.#fuzzy.checked = false;
  }

  // Turn the switch; returns whether it is on.
  turn() {
    this.#fuzzy.click();
    return this.#fuzzy.checked;
  }
}
