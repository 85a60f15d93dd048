// The editor: one unit, what is known of it, and what is typed.

import { Away, get, place, post } from "./api.js";
import { debounced, el, fill } from "./dom.js";
import { same } from "./drafts.js";
import { Fields, grow } from "./fields.js";
import * as panels from "./panels.js";
import { Preview } from "./preview.js";
import { say, when } from "./words.js";

const KEEP = 400; // milliseconds of rest until it is kept in the browser
const GAP = 12; // pixels that are left free around what is scrolled to
const TYPED = matchMedia("(pointer: fine)");

export class Editor {
  element = el("div", { class: "unit" });
  unit = null;
  #desk;
  #at = null; // {locale, document, key}
  #target;
  #source;
  #preview;
  #base = null; // the entry as the server has it: {strings, fuzzy, comment, seen}
  #fields = null;
  #parts = {};
  #suggestions = [];
  #turn = 0; // which opening of a unit this is; what comes for an earlier one is dropped
  #byHand = false; // whether the person has set the fuzzy switch
  #keeping = debounced(() => this.#keep(), KEEP);

  // `page(answer)` shows the answer to a preview in the page.
  constructor(desk, { target, source, page }) {
    this.#desk = desk;
    this.#target = target;
    this.#source = source;
    const ask = () => this.#base && { at: this.#at, turn: this.#turn, ...this.typed };
    const answered = (answer, { turn }) => {
      if (turn !== this.#turn) return;
      this.#found(answer.findings);
      page(answer);
    };
    this.#preview = new Preview(ask, { answered, failed: (error) => desk.fault(error) });
  }

  get key() {
    return this.#at?.key ?? null;
  }

  get typed() {
    const { fuzzy, comment } = this.#parts;
    return {
      strings: this.#fields.strings,
      fuzzy: fuzzy.checked,
      comment: comment.value,
      seen: this.#base.seen,
    };
  }

  get changed() {
    return this.#base !== null && !same(this.typed, this.#base);
  }

  // Open a unit; what was typed into another is saved. Throws what `get` throws.
  async open(at, { focus = true } = {}) {
    this.leave();
    const turn = ++this.#turn;
    this.element.setAttribute("aria-busy", "true");
    try {
      await this.#desk.drafts.settled(at);
      const unit = await get(place("unit", at.locale, at.document, at.key));
      if (turn !== this.#turn) return;
      this.#at = at;
      this.#show(unit);
      this.#offer();
      // on a screen that is touched the keyboard would come up, over what is to be read first
      if (focus && TYPED.matches) this.#fields.focus();
      this.#reveal();
      this.#suggest(turn);
    } finally {
      if (turn === this.#turn) this.element.removeAttribute("aria-busy");
    }
  }

  // Save what was typed, if it was, and let go of the unit.
  leave({ last = false } = {}) {
    this.#turn += 1;
    this.#preview.cancel();
    this.#keeping.cancel();
    if (this.changed) this.#desk.drafts.send(this.#at, this.typed, last);
    this.#at = null;
    this.#base = null;
  }

  // Confirm the unit: it is saved as translated, unless the person has said fuzzy.
  save() {
    if (this.#base === null) return;
    const { fuzzy } = this.#parts;
    if (!this.#byHand && this.#fields.strings.every(Boolean)) fuzzy.checked = false;
    this.#keeping.cancel();
    if (this.changed) this.#desk.drafts.send(this.#at, this.typed);
  }

  #show(unit) {
    this.unit = unit;
    this.#suggestions = [];
    this.#byHand = false;
    this.#base = based(unit);
    const act = { insert: (text) => this.#fields.insert(text), copy: () => this.copy() };
    this.#fields = new Fields(unit, this.#target, () => this.#typing());
    const fuzzy = el("input", { type: "checkbox", id: "fuzzy", "aria-keyshortcuts": "Control+U" });
    fuzzy.checked = unit.fuzzy;
    fuzzy.addEventListener("change", () => this.#switched());
    const comment = el("textarea", { id: "comment", rows: 1, dir: "auto" });
    comment.value = unit.comment;
    comment.addEventListener("input", () => {
      grow(comment);
      this.#keeping();
    });
    const findings = el("ul", { id: "findings", class: "findings", "aria-live": "polite", "aria-label": say("findings") });
    const suggested = el("div", { class: "suggested" });
    const choice = el("div");
    this.#parts = { fuzzy, comment, findings, suggested, choice };
    fill(
      this.element,
      panels.whereabouts(unit, this.#source),
      panels.notes(unit),
      panels.changes(unit, this.#source),
      panels.source(unit, this.#source, this.#target, act),
      choice,
      this.#fields.element,
      el(
        "div",
        { class: "confirm" },
        el("button", { type: "button", class: "primary", "aria-keyshortcuts": "Control+Enter", onclick: () => this.#desk.command("save") }, say("save")),
        el("label", { class: "switch" }, fuzzy, say("fuzzy")),
      ),
      findings,
      panels.panel("suggestions", say("suggestions"), suggested),
      panels.references(unit),
      el("section", { class: "panel" }, el("label", { for: "comment" }, say("comment")), comment),
      panels.others(unit, this.#at.locale, this.#source),
      panels.history(unit, this.#target, (save) => this.#undo(save)),
    );
    this.#fields.placed();
    grow(comment);
    this.#found(unit.findings);
  }

  // As much of the editor from its start as there is room for, but the source and the fields.
  #reveal() {
    const scroll = this.element.parentElement;
    scroll.scrollTop = 0;
    const room = scroll.getBoundingClientRect();
    const below = this.element.querySelector(".confirm").getBoundingClientRect().bottom - room.bottom;
    const above = this.element.querySelector(".source").getBoundingClientRect().top - room.top;
    scroll.scrollTop = Math.max(0, Math.min(below + GAP, above - GAP));
  }

  // What this browser has of the unit: put in if it was typed just now, else offered.
  #offer() {
    const draft = this.#desk.drafts.of(this.#at);
    if (!draft) return;
    const at = this.#at;
    const drop = () => this.#desk.drafts.drop(at, draft.run);
    const take = () => {
      this.#put(draft);
      this.#keep();
      if (!draft.own) drop(); // it is kept as this run's now
    };
    if (same(draft, this.#base)) drop();
    else if (draft.seen !== this.#base.seen) this.#conflict(this.#base, draft);
    else if (draft.own) this.#put(draft);
    else {
      this.#choose(say("draft of", { time: when(draft.when) }), this.#base, draft, [
        ["take draft", take],
        ["discard", drop],
      ]);
    }
  }

  // The entry was changed elsewhere: both texts are shown, and the person chooses.
  #conflict(theirs, mine) {
    const at = this.#at;
    const basedOn = (text) => {
      this.#base = { ...theirs };
      this.#put(text);
      this.#keep();
      if (mine.run && !mine.own) this.#desk.drafts.drop(at, mine.run);
    };
    this.#choose(say("conflict"), theirs, mine, [
      [
        "take theirs",
        () => {
          basedOn(theirs);
          this.#preview.now();
        },
      ],
      [
        "keep mine",
        () => {
          basedOn(mine);
          this.#desk.drafts.send(this.#at, this.typed);
        },
      ],
      ["edit on", () => basedOn(mine)],
    ]);
  }

  #choose(title, theirs, mine, choices) {
    const closing = choices.map(([word, act]) => [
      word,
      () => {
        this.#parts.choice.replaceChildren();
        act();
        this.#fields.active.focus();
      },
    ]);
    const texts = { theirs: theirs.strings, mine: mine.strings };
    fill(this.#parts.choice, panels.choice(title, texts, this.#target, closing));
    this.#desk.tell(title);
  }

  // Put a text into the fields, as if it had been typed.
  #put({ strings, fuzzy, comment }) {
    this.#fields.strings = strings;
    this.#parts.fuzzy.checked = fuzzy;
    this.#parts.comment.value = comment ?? "";
    grow(this.#parts.comment);
    if (this.changed) this.#keeping();
    this.#preview.later();
  }

  #typing() {
    // who corrects a fuzzy translation has looked at it
    if (!this.#byHand && this.unit.fuzzy) this.#parts.fuzzy.checked = false;
    this.#preview.later();
    this.#keeping();
  }

  #switched() {
    this.#byHand = true;
    this.#preview.later();
    this.#keeping();
  }

  #keep() {
    if (this.#base === null) return;
    if (this.changed) this.#desk.drafts.keep(this.#at, this.typed);
    else this.#desk.drafts.drop(this.#at);
    this.#desk.state(this.changed ? "unsaved" : "");
  }

  #found(list) {
    const { findings } = this.#parts;
    const now = JSON.stringify(list);
    if (findings.dataset.list === now) return; // nothing new to read out
    findings.dataset.list = now;
    fill(findings, panels.findings(list));
  }

  async #suggest(turn) {
    const { locale, document, key } = this.#at;
    const holder = this.#parts.suggested;
    try {
      const answer = await get(place("suggestions", locale, document, key));
      if (turn !== this.#turn) return;
      this.#suggestions = answer.suggestions;
      const list = panels.suggestions(this.#suggestions, this.unit, this.#source, this.#target, (which) =>
        this.suggestion(which + 1),
      );
      fill(holder, list);
    } catch (error) {
      if (turn === this.#turn) fill(holder, el("p", { class: "quiet" }, say("no suggestions")));
      if (!(error instanceof Away)) this.#desk.fault(error);
    }
  }

  async #undo(save) {
    const at = this.#at;
    try {
      if (this.changed) await this.#desk.drafts.send(at, this.typed); // so that it can come back
      await post(place("undo", at.locale, at.document, at.key), { save });
      this.#desk.tell(say("undone"));
      this.#base = null; // what stands in the fields is what was taken back
      await this.open(at);
      this.#preview.now();
    } catch (error) {
      this.#desk.fault(error);
    }
  }

  // The unit may have changed on the disk: take it over, or show both where text is unsaved.
  async refresh() {
    const at = this.#at;
    const turn = this.#turn;
    if (at === null) return;
    await this.#desk.drafts.settled(at);
    const unit = await get(place("unit", at.locale, at.document, at.key));
    if (turn !== this.#turn) return;
    if (unit.seen === this.#base.seen) return;
    const theirs = based(unit);
    if (same(this.typed, theirs)) this.#base = theirs;
    else if (this.changed) this.#conflict(theirs, this.typed);
    else {
      this.#base = theirs;
      this.#put(theirs);
      this.#found(unit.findings);
    }
  }

  // A save of the open unit was answered.
  saved(at, { seen, findings, draft }) {
    if (at.key !== this.key) return;
    const { strings, comment } = draft;
    const fuzzy = draft.fuzzy && strings.some(Boolean); // nothing can't be fuzzy
    if (this.#parts.fuzzy.checked === draft.fuzzy) this.#parts.fuzzy.checked = fuzzy;
    this.#base = { strings, fuzzy, comment, seen };
    if (!this.changed) this.#found(findings);
  }

  // A save of the open unit found another entry there.
  conflicted(at, theirs) {
    if (at.key === this.key) this.#conflict(theirs, this.typed);
  }

  // The commands of keys.
  fuzzy() {
    const { fuzzy } = this.#parts;
    fuzzy.checked = !fuzzy.checked;
    this.#switched();
    this.#desk.tell(say(fuzzy.checked ? "fuzzy" : "not fuzzy"));
  }

  copy() {
    this.#fields.insert(this.unit.source, { all: true });
  }

  suggestion(which) {
    const one = this.#suggestions[which - 1];
    if (one) this.#fields.insert(one.target, { all: true });
  }

  term(which) {
    const term = this.unit.terms.toSorted((a, b) => a.start - b.start)[which - 1];
    if (term?.translations.length) this.#fields.insert(term.translations[0]);
  }
}

// What an entry is, of what the API says of a unit.
const based = ({ strings, fuzzy, comment, seen }) => ({ strings, fuzzy, comment, seen });
