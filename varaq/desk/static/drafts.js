// What was typed and is not in a catalog yet. It is kept in the browser first, and sent after.

import { Away, Fault, place, post } from "./api.js";

const AGAIN = 3000; // milliseconds until a text is sent again while the server is away
const PREFIX = "varaq";

export class Drafts {
  #project;
  #run = crypto.randomUUID();
  #sending = new Map(); // the name of a unit -> the promise of its last answer
  #listeners = new Set();
  #timer = 0;

  constructor(project) {
    this.#project = project;
  }

  // `listener(kind, at, value)`: "saving", "saved" (the answer), "kept" (the server is away),
  // "conflict" (the entry as it is), "failed" (the fault). `at` is {locale, document, key}.
  listen(listener) {
    this.#listeners.add(listener);
  }

  #tell(kind, at, value) {
    for (const listener of this.#listeners) listener(kind, at, value);
  }

  // Each run has drafts of its own, so that none writes over another's.
  #name({ locale, document, key }, run = this.#run) {
    return [PREFIX, this.#project, locale, document, key, run].join("\n");
  }

  // The draft of a unit: {strings, fuzzy, comment, seen, when, sent, run, own}, or null. `own`
  // says that it was typed since this page was opened; otherwise it is the last that was left.
  of(at) {
    return this.#read(this.#name(at)) ?? this.all(this.#name(at, "")).at(-1) ?? null;
  }

  #read(name) {
    try {
      const draft = JSON.parse(localStorage.getItem(name));
      return draft && { ...draft, own: draft.run === this.#run };
    } catch {
      return null; // a browser without storage, or with something in it that is not ours
    }
  }

  // All drafts of the project, the oldest first, each with the unit that it is `at`.
  all(beginning = "") {
    const found = [];
    const lead = `${PREFIX}\n${this.#project}\n`;
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(lead) || !name.startsWith(beginning)) continue;
        const [locale, ...rest] = name.slice(lead.length).split("\n");
        const [key] = rest.splice(-2);
        const draft = this.#read(name);
        if (draft) found.push({ ...draft, at: { locale, document: rest.join("\n"), key } });
      }
    } catch {
      return [];
    }
    return found.sort((a, b) => a.when.localeCompare(b.when));
  }

  // Keep what is being typed, without sending it. `sent` says that it is meant to be saved.
  keep(at, draft, sent = false) {
    const value = { ...draft, when: new Date().toISOString(), sent, run: this.#run };
    try {
      localStorage.setItem(this.#name(at), JSON.stringify(value));
    } catch {
      // full, or forbidden: the text is in the page still
    }
  }

  // Forget a unit's draft: this run's, or that of another.
  drop(at, run = this.#run) {
    try {
      localStorage.removeItem(this.#name(at, run));
    } catch {
      // nothing was kept there
    }
  }

  // The answer to what was last sent of a unit, once it is there.
  settled(at) {
    return this.#sending.get(this.#name(at)) ?? Promise.resolve(null);
  }

  // Send a unit's text, after what was sent of it before. Returns the answer, null where none
  // came; listeners are told either way.
  send(at, draft, last = false) {
    const name = this.#name(at);
    this.keep(at, draft, true);
    this.#tell("saving", at);
    const before = last ? Promise.resolve(null) : (this.#sending.get(name) ?? Promise.resolve(null));
    const answer = before.then((earlier) => this.#post(at, draft, earlier, last));
    this.#sending.set(name, answer);
    answer.finally(() => {
      if (this.#sending.get(name) === answer) this.#sending.delete(name);
    });
    return answer;
  }

  async #post(at, draft, earlier, last) {
    // what this page saved itself in the meantime is no conflict
    const seen = earlier?.before === draft.seen ? earlier.seen : draft.seen;
    const { strings, fuzzy, comment } = draft;
    try {
      const path = place("save", at.locale, at.document, at.key);
      const answer = await post(path, { strings, fuzzy, comment, seen }, { last });
      this.#done(at, draft);
      this.#tell("saved", at, { ...answer, draft });
      return { ...answer, before: draft.seen };
    } catch (error) {
      if (error instanceof Away) {
        this.#tell("kept", at);
        this.#later();
      } else if (error instanceof Fault && error.conflict) this.#tell("conflict", at, error.conflict);
      else this.#tell("failed", at, error);
      return null;
    }
  }

  // A saved draft goes, unless something else was typed since.
  #done(at, draft) {
    const now = this.#read(this.#name(at));
    if (now && same(now, draft)) this.drop(at);
  }

  #later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.again(), AGAIN);
  }

  // Send what was to be sent while the server was away.
  again() {
    for (const draft of this.all()) {
      if (draft.own && draft.sent && !this.#sending.has(this.#name(draft.at))) this.send(draft.at, draft);
    }
  }
}

// What an entry is, of what the API says of a unit.
export const based = ({ strings, fuzzy, comment, seen }) => ({ strings, fuzzy, comment, seen });

// Whether two entries that were seen are alike but for what authors say of them: where the text
// stands, and notes.
export const alike = (one, other) => told(one) === told(other);
const told = (seen) => seen.replace(/^#[.:].*\r?\n/gm, "");

// Whether two drafts, or a draft and an entry, say the same.
export function same(one, other) {
  return (
    one.fuzzy === other.fuzzy &&
    (one.comment ?? "") === (other.comment ?? "") &&
    one.strings.length === other.strings.length &&
    one.strings.every((text, at) => text === other.strings[at])
  );
}
