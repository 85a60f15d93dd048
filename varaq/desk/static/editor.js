// The editor: one unit, what is known of it, and what is typed.

import { Away, get, place, post } from "./api.js";
import { debounced, el, fill, renew } from "./dom.js";
import { alike, based, same } from "./drafts.js";
import { Form } from "./form.js";
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
  #sent = null; // what was last sent of it, and may be under way
  #form = null;
  #parts = {};
  #suggestions = [];
  #turn = 0; // which opening of a unit this is; what comes for an earlier one is dropped
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
    return { ...this.#form.value, seen: this.#base.seen };
  }

  get changed() {
    return this.#base !== null && !same(this.typed, this.#base);
  }

  // Open a unit; what was typed into another is saved. The other stays where this one does not
  // come: throws what `get` throws. Returns whether the unit is there, and no later one.
  async open(at, { focus = true } = {}) {
    this.flush();
    const turn = ++this.#turn;
    this.element.setAttribute("aria-busy", "true");
    try {
      await this.#desk.drafts.settled(at);
      const unit = await get(place("unit", at.locale, at.document, at.key));
      if (turn !== this.#turn) return false;
      this.leave();
      this.#at = at;
      this.#show(unit);
      this.#offer();
      // on a screen that is touched the keyboard would come up, over what is to be read first
      if (focus && TYPED.matches) this.#form.fields.focus();
      this.#reveal();
      this.#parts.choice.scrollIntoView({ block: "nearest" });
      this.#suggest();
      return true;
    } finally {
      if (turn === this.#turn || this.#at === at) this.element.removeAttribute("aria-busy");
    }
  }

  // Save what was typed, if it was.
  flush({ last = false } = {}) {
    this.#keeping.cancel();
    if (!this.changed || (this.#sent && same(this.typed, this.#sent))) return;
    this.#sent = this.typed;
    this.#desk.drafts.send(this.#at, this.#sent, last);
  }

  // The same, and let go of the unit.
  leave() {
    this.flush();
    this.#turn += 1;
    this.#preview.cancel();
    this.#at = null;
    this.#base = null;
  }

  // Confirm the unit: it is saved as translated, unless the person has said fuzzy.
  save() {
    if (this.#base === null) return;
    this.#form.confirmed();
    this.flush();
  }

  #show(unit) {
    this.unit = unit;
    this.#suggestions = [];
    this.#base = based(unit);
    this.#sent = null;
    this.#form = new Form(unit, this.#target, {
      typed: (shown) => {
        if (shown) this.#preview.later();
        this.#keeping();
      },
      save: () => this.#desk.command("save"),
    });
    const act = { insert: (text) => this.#form.fields.insert(text), copy: () => this.copy() };
    const findings = el("ul", { id: "findings", class: "findings", "aria-live": "polite", "aria-label": say("findings") });
    const [suggested, choice, past] = [el("div", { class: "suggested" }), el("div"), el("div")];
    this.#parts = { findings, suggested, choice, past };
    fill(
      this.element,
      panels.whereabouts(unit, this.#source),
      panels.notes(unit),
      panels.changes(unit, this.#source),
      panels.source(unit, this.#source, this.#target, act),
      choice,
      this.#form.fields.element,
      this.#form.confirm,
      findings,
      panels.panel("suggestions", say("suggestions"), suggested),
      panels.references(unit),
      this.#form.comment,
      panels.others(unit, this.#at.locale, this.#source),
      past,
    );
    this.#past(unit);
    this.#form.placed();
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
    else if (!alike(draft.seen, this.#base.seen)) this.#conflict(this.#base, draft);
    else if (draft.own) this.#put(draft);
    else {
      this.#choose(say("draft of", { time: when(draft.when) }), this.#base, draft, [
        ["take draft", take],
        ["discard", drop],
      ]);
    }
  }

  // The entry was changed elsewhere: both texts are shown, and the person chooses. Without a
  // draft, what stands in the fields by then is the person's.
  #conflict(theirs, draft = null) {
    const at = this.#at;
    const settle = (text) => {
      this.#base = { ...theirs };
      this.#sent = null;
      this.#put(text);
      this.#keep();
      if (draft && !draft.own) this.#desk.drafts.drop(at, draft.run);
    };
    const mine = () => draft ?? this.typed;
    const keep = () => {
      settle(mine());
      this.flush();
    };
    this.#choose(say("conflict"), theirs, mine(), [
      ["take theirs", () => settle(theirs)],
      ["keep mine", keep],
      ["edit on", () => settle(mine())],
    ]);
  }

  #choose(title, theirs, mine, choices) {
    const chosen = (act) => {
      this.#parts.choice.replaceChildren();
      act();
      this.#form.fields.active.focus();
    };
    const closing = choices.map(([word, act]) => [word, () => chosen(act)]);
    fill(this.#parts.choice, panels.choice(title, { theirs: theirs.strings, mine: mine.strings }, this.#target, closing));
    this.#parts.choice.scrollIntoView({ block: "nearest" });
    this.#desk.tell(title);
  }

  // Put a text into the fields, as if it had been typed.
  #put(value) {
    this.#form.value = value;
    if (this.changed) this.#keeping();
    this.#preview.later();
  }

  #keep() {
    if (this.#base === null) return;
    if (this.changed) this.#desk.drafts.keep(this.#at, this.typed);
    else this.#desk.drafts.drop(this.#at);
    this.#desk.state(this.changed ? say("unsaved") : "");
  }

  #found(list) {
    renew(this.#parts.findings, list, panels.findings);
  }

  #past({ history }) {
    renew(this.#parts.past, history, (list) => panels.history(list, this.#target, (one) => this.#undo(one)));
  }

  async #suggest() {
    const turn = this.#turn;
    const { locale, document, key } = this.#at;
    const holder = this.#parts.suggested;
    try {
      const { suggestions } = await get(place("suggestions", locale, document, key));
      if (turn !== this.#turn) return;
      this.#suggestions = suggestions;
      const take = (which) => this.suggestion(which + 1);
      fill(holder, panels.suggestions(this.#suggestions, this.unit, this.#source, this.#target, take));
    } catch (error) {
      if (turn === this.#turn) fill(holder, el("p", { class: "quiet" }, say("no suggestions")));
      if (!(error instanceof Away)) this.#desk.fault(error);
    }
  }

  async #undo({ save, when }) {
    const at = this.#at;
    const turn = this.#turn;
    try {
      // what is typed is saved before, so that it can come back; where it can't be, that is said
      if (this.changed && !(await this.#desk.drafts.send(at, this.typed))) return;
      await this.#desk.drafts.settled(at);
      if (turn !== this.#turn) return;
      await post(place("undo", at.locale, at.document, at.key), { save, when, seen: this.#base.seen });
      this.#desk.tell(say("undone"));
      if (turn !== this.#turn) return;
      this.#base = null; // what stands in the fields is what was taken back
      await this.open(at);
      this.#preview.now();
    } catch (error) {
      if (error.conflict && turn === this.#turn) this.#conflict(error.conflict);
      else this.#desk.fault(error);
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
    this.#past(unit);
    if (unit.seen === this.#base.seen) return;
    const theirs = based(unit);
    if (same(this.typed, theirs) || same(this.#base, theirs)) this.#base = theirs;
    else if (this.changed) this.#conflict(theirs);
    else {
      this.#base = theirs;
      this.#put(theirs);
      this.#found(unit.findings);
    }
  }

  again() { // what is typed is shown in a page that is new
    if (this.changed) this.#preview.now();
  }

  // A save of the open unit was answered.
  saved(at, { seen, findings, draft }) {
    if (at.key !== this.key) return;
    const { strings, comment } = draft;
    const fuzzy = draft.fuzzy && strings.some(Boolean); // nothing can't be fuzzy
    this.#base = { strings, fuzzy, comment, seen };
    if (same(this.#form.value, draft)) this.#form.value = this.#base;
    if (!this.changed) this.#found(findings);
  }

  // A save of the open unit failed: the same text may be sent again.
  failed(at) {
    if (at.key === this.key) this.#sent = null;
  }

  // A save of the open unit found another entry there.
  conflicted(at, theirs) {
    if (at.key === this.key) this.#conflict(theirs);
  }

  // The commands of keys.
  fuzzy() {
    this.#desk.tell(say(this.#form.turn() ? "fuzzy" : "not fuzzy"));
  }

  copy() {
    this.#form.fields.insert(this.unit.source, { all: true });
  }

  suggestion(which) {
    const one = this.#suggestions[which - 1];
    if (one) this.#form.fields.insert(one.target, { all: true });
  }

  term(which) {
    const term = panels.numbered(this.unit.terms).unique[which - 1];
    if (term?.translations.length) this.#form.fields.insert(term.translations[0]);
  }
}
