// What is typed, shown in the page while it is typed.

import { Away, place, post } from "./api.js";
import { debounced } from "./dom.js";

const REST = 120; // milliseconds without a key until it is asked for

export class Preview {
  #ask;
  #answered;
  #failed;
  #busy = false;
  #resting = debounced(() => this.#send(), REST);

  // `ask()` gives {at, strings, fuzzy}, or null where no unit is open; `answered(answer, asked)`
  // gets what the API says to that, `failed(error)` what went wrong.
  constructor(ask, { answered, failed }) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
  }

  later() {
    this.#resting();
  }

  now() {
    this.#resting.now();
  }

  cancel() {
    this.#resting.cancel();
  }

  // One request at a time, so that no answer overtakes another.
  async #send() {
    const asked = this.#ask();
    if (asked === null) return;
    if (this.#busy) {
      this.#resting();
      return;
    }
    this.#busy = true;
    const { at, strings, fuzzy } = asked;
    try {
      this.#answered(
        await post(place("preview", at.locale, at.document, at.key), { strings, fuzzy }),
        asked,
      );
    } catch (error) {
      if (!(error instanceof Away)) this.#failed(error);
    } finally {
      this.#busy = false;
    }
  }
}
