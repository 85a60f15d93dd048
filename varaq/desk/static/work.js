// A document on the desk: the handout in one pane, the editor in the other.

import { Fault, get, page, place } from "./api.js";
import { el, fill, sign } from "./dom.js";
import { Editor } from "./editor.js";
import { Frame } from "./frame.js";
import { List } from "./list.js";
import { address } from "./route.js";
import { finished, standing, STATES, states, Units } from "./units.js";
import { number, say } from "./words.js";

export class Work {
  element = el("div", { class: "work" });
  #desk;
  #value; // what the API says of the document
  #units;
  #index = null; // the unit that is open, or is about to be
  #shown = null; // the unit that the editor has
  #frame = null;
  #editor;
  #list = new List((index) => this.open(index));
  #panes = {};

  constructor(desk, value) {
    this.#desk = desk;
    this.#value = value;
    this.#units = new Units(value.units);
    this.#editor = new Editor(desk, {
      target: value.locale,
      source: value.source,
      page: (answer) => this.#swap(answer),
    });
    this.#build();
  }

  get name() {
    return this.#value.document;
  }

  get locale() {
    return this.#value.locale;
  }

  get title() {
    return this.#value.title;
  }

  get #address() {
    return { locale: this.locale.code, document: this.name, source: this.#value.source };
  }

  #build() {
    const legend = el("ul", { class: "legend", "aria-label": say("states") });
    const views = el(
      "div",
      { class: "views", role: "group", "aria-label": say("view") },
      this.#value.page ? this.#viewing("page") : null,
      this.#value.page ? this.#viewing("list") : null,
    );
    const pane = el("div", { class: "pane" });
    const idle = el("p", { class: "idle quiet" }, say("choose a unit"));
    const placed = el("p", { class: "place" });
    const tools = el(
      "div",
      { class: "tools" },
      this.#tool("previous", "previous unit", "Alt+ArrowUp", "↑"),
      this.#tool("next", "next unit", "Alt+ArrowDown", "↓"),
      el("button", { type: "button", onclick: () => this.command("unfinished") }, say("next unfinished")),
      placed,
      this.#tool("leave", "close", "Escape", "✕"),
    );
    const scroll = el("div", { class: "scroll", tabindex: -1 }, this.#editor.element);
    this.#panes = { legend, views, pane, place: placed };
    fill(
      this.element,
      el("section", { class: "sheet", "aria-label": say("preview") }, el("div", { class: "strip" }, legend, views), pane),
      el("section", { class: "editor", "aria-label": say("editor") }, idle, tools, scroll),
    );
    if (this.#value.page) {
      const frame = el("iframe", { title: `${say("preview")}: ${this.title}`, sandbox: "allow-scripts", src: this.#value.page });
      this.#frame = new Frame(frame, {
        open: (index) => this.open(index, { scroll: false }),
        key: (event) => this.#desk.key(event, null),
        ready: () => this.#marked(),
      });
      pane.append(frame);
    }
    pane.append(this.#list.element);
    this.#view(this.#value.page ? "page" : "list");
    this.#counted();
  }

  #tool(command, word, keys, text) {
    return el(
      "button",
      { type: "button", class: command, title: say(word), "aria-label": say(word), "aria-keyshortcuts": keys, onclick: () => this.command(command) },
      el("span", { "aria-hidden": "true" }, text),
    );
  }

  #viewing(view) {
    return el("button", { type: "button", "data-view": view, onclick: () => this.#view(view) }, say(`view ${view}`));
  }

  #view(view) {
    this.element.dataset.view = view;
    for (const button of this.#panes.views.children) {
      button.setAttribute("aria-pressed", String(button.dataset.view === view));
    }
    if (view === "list") this.#list.show(this.#units.list, this.#address);
  }

  // Tell the frame all that it has to know of the units.
  #marked(how) {
    const labels = Object.fromEntries(STATES.map((state) => [state, say(state)]));
    this.#frame?.states(states(this.#units.list), labels);
    this.#frame?.select(this.#index, how);
  }

  #counted() {
    const rows = STATES.map((state) => {
      const count = this.#units.counts[state];
      const text = say("state count", { state: say(state), count: number(count) });
      const go = () => this.#next((unit) => standing(unit) === state);
      return el(
        "li",
        {},
        el("button", { type: "button", disabled: !count, "data-state": state, title: say("next of state", { state: say(state) }), onclick: go }, sign(state), text),
      );
    });
    // the keyboard stays where it was
    const focused = this.#panes.legend.contains(document.activeElement) && document.activeElement.dataset.state;
    fill(this.#panes.legend, rows);
    if (focused) this.#panes.legend.querySelector(`[data-state="${focused}"]`).focus();
  }

  // Show the message with a key; without one, none.
  async show(key) {
    if (!key) {
      this.#close();
      return;
    }
    const known = this.#units.get(this.#index)?.key === key;
    const unit = known ? this.#units.get(this.#index) : this.#units.of(key)[0];
    if (unit) await this.open(unit.index, { record: false });
    else this.#desk.notice("gone", say("gone"));
  }

  // Open the unit with an index.
  async open(index, { scroll = true, record = true, focus = true } = {}) {
    const unit = this.#units.get(index);
    if (!unit) return;
    const at = { locale: this.locale.code, document: this.name, key: unit.key };
    this.#select(index, { scroll });
    try {
      if (!(await this.#editor.open(at, { focus }))) return;
      this.#shown = index;
      for (const notice of ["nothing left", `conflict ${unit.key}`]) this.#desk.hush(notice);
      if (record) window.history.replaceState(null, "", address(at.locale, at.document, at.key));
    } catch (error) {
      this.#desk.fault(error);
      this.#select(this.#shown);
    }
  }

  // Mark the unit with an index as the open one, in page and list; null: none.
  #select(index, how = {}) {
    this.#index = index;
    this.element.toggleAttribute("data-open", index !== null);
    this.#frame?.select(index, how);
    this.#list.select(index);
    const count = number(this.#units.list.length);
    this.#panes.place.textContent =
      index === null ? "" : say("place", { number: number(this.#units.number(index)), count });
  }

  #close() {
    this.#editor.leave();
    const index = this.#index;
    this.#shown = null;
    this.#select(null);
    return index;
  }

  #next(wanted) {
    const unit = this.#units.after(this.#index, wanted);
    if (unit) this.open(unit.index);
    return unit;
  }

  // Carry out a command of the keyboard or a button.
  command(name, which) {
    const open = this.#editor.key !== null;
    if (name === "previous" || name === "next") {
      const unit = this.#units.step(this.#index, name === "next" ? 1 : -1);
      if (unit) this.open(unit.index);
    } else if (name === "unfinished") {
      this.#unfinished();
    } else if (name === "leave") {
      if (this.#index === null) return;
      const index = this.#close();
      window.history.replaceState(null, "", address(this.locale.code, this.name));
      if (this.element.dataset.view === "list") this.#list.select(index, { focus: true });
      else this.#frame.focus(index);
    } else if (open && name === "save") {
      this.#editor.save();
      this.#unfinished();
    } else if (open && ["fuzzy", "copy", "suggestion", "term"].includes(name)) {
      this.#editor[name](which);
    }
  }

  #unfinished() {
    const here = this.#units.get(this.#index)?.key;
    const found = this.#units.after(this.#index, (unit) => !finished(unit) && unit.key !== here);
    if (found) this.open(found.index);
    else this.#desk.notice("nothing left", say("nothing left"));
  }

  // Show a preview's or a save's answer in the page.
  #swap({ units, article }) {
    if (article) this.#frame?.article(article, null);
    for (const [index, html] of Object.entries(units ?? {})) this.#frame?.unit(Number(index), html);
  }

  // A text of this document was saved: `answer` is the API's with the draft that was sent.
  saved(at, answer) {
    if (at.locale !== this.locale.code || at.document !== this.name) return;
    const problem = answer.findings.some(({ severity }) => severity === "error");
    this.#restate(this.#units.mark(at.key, answer.state, problem));
    this.#editor.saved(at, answer);
    if (answer.article) this.#frame?.article(answer.article, this.#typing);
  }

  conflicted(at, theirs) {
    if (at.locale === this.locale.code && at.document === this.name) this.#editor.conflicted(at, theirs);
    return this.#editor.key === at.key;
  }

  failed(at) {
    if (at.locale === this.locale.code && at.document === this.name) this.#editor.failed(at);
  }

  // The unit whose block shows what is being typed, and is newer than any page; or null.
  get #typing() {
    return this.#editor.changed ? this.#shown : null;
  }

  #restate(changed) {
    if (!changed.length) return;
    this.#frame?.states(states(changed));
    this.#list.mark(changed);
    this.#counted();
  }

  // Something changed on the disk: units and page are fetched again, and what is typed stays.
  async refresh() {
    const code = this.locale.code;
    const fresh = await get(place("document", code, this.name));
    const before = this.#units.list;
    const alike = before.length === fresh.units.length && before.every((unit, at) => unit.key === fresh.units[at].key);
    this.#value = fresh;
    if (alike) {
      this.#restate(fresh.units.flatMap(({ key, state, problem }) => this.#units.mark(key, state, problem)));
    } else {
      this.#move(new Units(fresh.units));
    }
    if (fresh.page) {
      const html = await page(fresh.page);
      this.#frame?.page(html, alike ? this.#typing : null);
      this.#marked({ scroll: false });
      if (!alike) this.#editor.again();
    }
    try {
      await this.#editor.refresh();
    } catch (error) {
      if (!(error instanceof Fault) || error.status !== 404) throw error;
      this.#desk.notice("gone", say("gone"));
    }
  }

  // Other units: the open one is where its message is now.
  #move(units) {
    const key = this.#editor.key;
    this.#units = units;
    if (this.element.dataset.view === "list") this.#list.show(units.list, this.#address);
    this.#counted();
    this.#shown = key === null ? null : (units.of(key)[0]?.index ?? null);
    if (key === null || this.#shown !== null) this.#select(this.#shown, { scroll: false });
  }

  // Save what was typed; `last` is for a page that is about to close.
  flush(last) {
    this.#editor.flush({ last });
  }

  close() {
    this.#editor.leave();
    this.#frame?.close();
  }
}

// The document's view. Throws what `get` throws.
export async function work(desk, locale, document) {
  return new Work(desk, await get(place("document", locale, document)));
}

