// The handout's frame, seen from the desk. It is sandboxed: only messages go in and out.

export class Frame {
  element;
  #waiting = []; // what is to be said once the page is there
  #ready = false;
  #act;
  #listener = (event) => this.#receive(event);

  // `act` has `open(index)`, `key(event)` and `ready()`.
  constructor(element, act) {
    this.element = element;
    this.#act = act;
    window.addEventListener("message", this.#listener);
  }

  close() {
    window.removeEventListener("message", this.#listener);
  }

  #receive(event) {
    // a sandboxed page has no origin to check: it is known by its window
    if (event.source !== this.element.contentWindow || event.data?.varaq !== 1) return;
    const message = event.data;
    if (message.type === "ready") {
      this.#ready = true;
      for (const waiting of this.#waiting.splice(0)) this.#post(waiting);
      this.#act.ready();
    } else if (message.type === "open" && Number.isInteger(message.index)) {
      this.#act.open(message.index);
    } else if (message.type === "key") {
      this.#act.key(message);
    }
  }

  #post(message) {
    this.element.contentWindow?.postMessage({ varaq: 1, ...message }, "*");
  }

  #say(message) {
    if (this.#ready) this.#post(message);
    else this.#waiting.push(message);
  }

  // States of units, index -> {state, problem}; `labels` say them in words, for those who listen.
  states(states, labels) {
    this.#say({ type: "states", states, labels });
  }

  // Mark a unit as the open one (null: none).
  select(index, { scroll = true } = {}) {
    this.#say({ type: "select", index, scroll });
  }

  // Move the keyboard to a unit.
  focus(index) {
    this.element.focus();
    this.#say({ type: "focus", index });
  }

  unit(index, html) {
    this.#say({ type: "unit", index, html });
  }

  // Exchange the text, or all of the page; the block of the unit `keep` stays (null: none).
  article(html, keep) {
    this.#say({ type: "article", html, keep });
  }

  page(html, keep) {
    this.#say({ type: "page", html, keep });
  }
}
