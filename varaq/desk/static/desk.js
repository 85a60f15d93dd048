// The desk: where it starts, what address shows what, and what is said of saving.

import { Away, get, listen, onAway, place } from "./api.js";
import { debounced, el, fill } from "./dom.js";
import { Drafts, same } from "./drafts.js";
import { command, SHOWN } from "./keys.js";
import { overview } from "./overview.js";
import { address, parsed } from "./route.js";
import { Search } from "./search.js";
import { work } from "./work.js";
import { say, time } from "./words.js";

const NAMED = ["Ctrl", "Shift", "Enter"]; // keys that have names of their own in some languages
const REST = 120; // milliseconds until a row of changes is looked at as one

class Desk {
  drafts;
  #main = document.getElementById("main");
  #bar = document.getElementById("bar");
  #live = document.getElementById("live");
  #notices = document.getElementById("notices");
  #state = el("p", { class: "state", id: "state" });
  #keys;
  #project;
  #view = null; // the document on the desk, or null
  #turn = 0;
  #changed = debounced(() => this.#refresh(), REST);
  #refreshed = Promise.resolve();
  #run = ""; // of the server

  async start() {
    this.#keys = keysDialog();
    document.body.append(this.#keys);
    const value = await this.#first();
    this.#project = value.project;
    this.drafts = new Drafts(this.#project.id);
    this.drafts.listen((kind, at, answer) => this.#heard(kind, at, answer));
    onAway((away) => this.#away(away));
    addEventListener("hashchange", () => this.route());
    addEventListener("keydown", (event) => this.key(event, event.target));
    addEventListener("pagehide", () => this.#view?.flush(true));
    listen((name, data) => {
      if (name === "changed" && this.#concerns(data)) this.#changed();
      if (name === "hello") {
        // what happened while nobody listened is not known
        if (this.#run && this.#run !== data.run) this.#changed();
        this.#run = data.run;
      }
    });
    document.getElementById("skip").addEventListener("click", (event) => {
      event.preventDefault(); // addresses behind # are the desk's own
      this.#main.focus();
    });
    await this.#sift();
    await this.route(value);
    const link = () => el("a", { href: "#/" }, say("open"));
    if (this.#view && this.drafts.all().length) this.notice("unsent", say("unsent texts"), link());
  }

  // Of what earlier visits left here, what did reach its catalog is forgotten.
  async #sift() {
    const looked = this.drafts.all().map(async ({ at, run, ...draft }) => {
      const unit = await get(place("unit", at.locale, at.document, at.key)).catch(() => null);
      if (unit && same(draft, unit)) this.drafts.drop(at, run);
    });
    await Promise.all(looked);
  }

  // The overview, once the server gives it.
  async #first() {
    for (;;) {
      try {
        return await get(place("overview"));
      } catch (error) {
        if (error instanceof Away) this.#away(true);
        else this.fault(error);
        await new Promise((done) => setTimeout(done, 2000));
      }
    }
  }

  // Show what the address says. What says nothing changes nothing, and is the overview at first.
  async route(known = null) {
    const asked = parsed(location.hash) ?? (this.#turn ? null : parsed(""));
    if (asked === null) return;
    const turn = ++this.#turn;
    const { locale, name, key } = asked;
    try {
      if (!name) await this.#overview(known?.project ? known : await get(place("overview")), turn);
      else {
        if (this.#view?.name !== name || this.#view.locale.code !== locale) {
          const view = await work(this, locale, name);
          if (turn !== this.#turn) return view.close();
          this.#put(view);
        }
        await this.#view.show(key);
      }
    } catch (error) {
      this.fault(error);
    }
  }

  async #overview(value, turn) {
    if (turn !== this.#turn) return;
    this.#leave();
    this.hush("unsent");
    const unsent = this.drafts.all();
    fill(this.#main, overview(value, unsent, { drop: ({ at, run }) => this.drafts.drop(at, run) }));
    const title = value.project.title || say("desk");
    fill(this.#bar, el("h1", {}, title), this.#state, this.#help());
    document.title = title;
    if (turn > 1) this.#main.focus(); // the link that was followed is gone
  }

  #put(view) {
    this.#leave();
    this.#view = view;
    fill(this.#main, view.element);
    const { source } = this.#project;
    const search = new Search(this, view.locale, source);
    fill(
      this.#bar,
      el("a", { class: "home", href: "#/" }, say("all documents")),
      el("h1", {}, el("span", { lang: source.tag, dir: source.dir }, view.title), " ", el("small", { lang: view.locale.tag, dir: view.locale.dir }, view.locale.name)),
      search.element,
      this.#state,
      this.#help(),
    );
    document.title = `${view.title} · ${view.locale.name}`;
    if (this.#turn > 1) this.#main.focus();
  }

  #leave() {
    this.#view?.close();
    this.#view = null;
    this.state("");
  }

  #help() {
    return el("button", { type: "button", class: "help", "aria-label": say("keys"), title: say("keys"), onclick: () => this.#keys.showModal() }, "?");
  }

  // A key was pressed, here or in the frame (then `target` is null).
  key(event, target) {
    if (this.#keys.open) return;
    const found = command(event, target);
    if (!found) return;
    if (found[0] === "leave" && target?.closest?.("search")) return;
    event.preventDefault?.();
    this.command(...found);
  }

  command(name, which) {
    if (name === "keys") this.#keys.showModal();
    else this.#view?.command(name, which);
  }

  // Say something to those who listen.
  tell(text) {
    this.#live.textContent = text;
  }

  // Show how it stands with what was typed.
  state(text) {
    this.#state.textContent = text;
    this.#state.title = text;
  }

  // A line above everything; it stays until it is closed, or is no longer true.
  notice(name, text, ...more) {
    this.hush(name);
    const close = el("button", { type: "button", "aria-label": say("close"), onclick: () => this.hush(name) }, "✕");
    this.#notices.append(el("div", { class: "notice", "data-name": name }, el("p", {}, text), more, close));
  }

  hush(name) {
    this.#notices.querySelector(`[data-name="${name}"]`)?.remove();
  }

  // Say what went wrong with a request.
  fault(error) {
    if (error instanceof Away || error.name === "AbortError") return; // there is a line already
    const words = [error.message, error.remedy].filter(Boolean).join("; ");
    this.notice("fault", say("fault"), el("p", { lang: "en", dir: "ltr" }, words));
  }

  #away(away) {
    if (away) {
      this.notice("away", say("away"));
      return;
    }
    if (!this.#notices.querySelector('[data-name="away"]')) return;
    this.hush("away");
    this.tell(say("back"));
    this.drafts?.again();
  }

  // What became of a text that was sent.
  #heard(kind, at, answer) {
    if (kind === "saving") this.state(say("saving"));
    else if (kind === "saved") {
      const saved = say("saved", { time: time(answer.saved) });
      this.tell(saved);
      this.state(saved);
      this.hush(`conflict ${at.key}`);
      this.hush("fault");
      this.#view?.saved(at, answer);
    } else if (kind === "kept") this.state(say("kept"));
    else if (kind === "conflict" && !this.#view?.conflicted(at, answer)) {
      this.notice(`conflict ${at.key}`, say("conflict"), el("a", { href: address(at.locale, at.document, at.key) }, say("open")));
    } else if (kind === "failed") {
      this.state(say("kept"));
      this.#view?.failed(at);
      this.fault(answer);
    }
  }

  #concerns({ documents, locales }) {
    if (this.#view === null) return true;
    const here = (list, name) => !list.length || list.includes(name);
    return here(documents, this.#view.name) && here(locales, this.#view.locale.code);
  }

  // One after the other, so that what is shown last is what is newest.
  #refresh() {
    this.#refreshed = this.#refreshed.then(async () => {
      try {
        if (this.#view) await this.#view.refresh();
        else await this.route();
      } catch (error) {
        this.fault(error);
      }
    });
  }
}

// The list of keys. A dialog closes on Escape by itself.
function keysDialog() {
  const rows = SHOWN.map(([keys, word]) => [
    el("dt", {}, keys.map((key, at) => [at ? "+" : "", el("kbd", {}, NAMED.includes(key) ? say(key) : key)])),
    el("dd", {}, say(word)),
  ]);
  const dialog = el("dialog", { "aria-labelledby": "keys-title" });
  const close = el("button", { type: "button", onclick: () => dialog.close() }, say("close"));
  return fill(dialog, el("h2", { id: "keys-title" }, say("keys")), el("dl", {}, rows), close);
}

new Desk().start();
