// The units of a document as the desk knows them: their order, and what state they are in.

export const STATES = ["untranslated", "fuzzy", "problem", "translated"];

// What a unit counts as: a problem goes before its state.
export const standing = (unit) => (unit.problem ? "problem" : unit.state);

export const finished = (unit) => unit.state === "translated" && !unit.problem;

export class Units {
  list;
  #at = new Map(); // index -> place in the list
  #same = new Map(); // key -> units with that message
  counts = Object.fromEntries(STATES.map((state) => [state, 0]));

  // `list` is the API's: {index, key, state, problem, kind, level, text}, in the document's order.
  constructor(list) {
    this.list = list;
    list.forEach((unit, at) => {
      this.#at.set(unit.index, at);
      if (!this.#same.has(unit.key)) this.#same.set(unit.key, []);
      this.#same.get(unit.key).push(unit);
      this.counts[standing(unit)] += 1;
    });
  }

  // The unit with an index; null where there is none.
  get(index) {
    return this.list[this.#at.get(index)] ?? null;
  }

  // The units that share a message, in order.
  of(key) {
    return this.#same.get(key) ?? [];
  }

  // The place of a unit in the document, 1-based.
  number(index) {
    return this.#at.get(index) + 1;
  }

  // The unit so many places on, null beyond the ends. Without an index: the first, or the last.
  step(index, by) {
    const from = this.#at.get(index) ?? (by > 0 ? -1 : this.list.length);
    return this.list[from + by] ?? null;
  }

  // The next unit that `wanted` accepts, from the start again behind the last; null for none.
  // The unit at the index itself, and those of the same message, come last.
  after(index, wanted) {
    const from = this.#at.get(index) ?? -1;
    const key = this.list[from]?.key;
    const order = [...this.list.slice(from + 1), ...this.list.slice(0, from + 1)];
    return order.find((unit) => unit.key !== key && wanted(unit)) ?? order.find(wanted) ?? null;
  }

  // Note the state of a message; returns the units that it changed.
  mark(key, state, problem) {
    const changed = this.of(key).filter((unit) => unit.state !== state || unit.problem !== problem);
    for (const unit of changed) {
      this.counts[standing(unit)] -= 1;
      unit.state = state;
      unit.problem = problem;
      this.counts[standing(unit)] += 1;
    }
    return changed;
  }
}

// The states of units as the frame wants them: index -> {state, problem}.
export const states = (list) =>
  Object.fromEntries(list.map(({ index, state, problem }) => [index, { state, problem }]));
