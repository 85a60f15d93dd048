// Elements, made from values. Text goes in as text, so that nothing typed becomes HTML.

// An element: `props` are its properties and attributes, functions under `on…` its listeners.
// Children are nodes or texts; what is null or false is left out.
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

// A text in a language: an element with its tag and direction.
export function said(tag, language, text, props = {}) {
  return el(tag, { lang: language.tag, dir: language.dir, ...props }, text);
}

// What an element holds, exchanged; nothing is touched where it is the same object.
export function fill(holder, ...children) {
  holder.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return holder;
}

// The same with what a list is shown as; nothing is touched, nor read out, where it is the same
// list, and what was opened stays open.
export function renew(holder, list, shown) {
  const now = JSON.stringify(list);
  if (holder.dataset.list === now) return;
  holder.dataset.list = now;
  const open = holder.querySelector("details[open]") !== null;
  fill(holder, shown(list));
  holder.querySelector("details")?.toggleAttribute("open", open);
}

// The sign of a state: a shape, not a colour alone. `name` is a state or "problem".
export const sign = (name) => el("span", { class: "sign", "data-state": name, "aria-hidden": "true" });

// A share as a bar, 0 to 1; what it says stands beside it in words.
export function bar(share, second = 0) {
  const made = el("span", { class: "bar", "aria-hidden": "true" }, el("span"), el("span"));
  made.style.setProperty("--first", share.toFixed(4));
  made.style.setProperty("--second", second.toFixed(4));
  return made;
}

// `act` called once, `pause` milliseconds after the last of many calls. `now()` does not wait.
export function debounced(act, pause) {
  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(later.now, pause);
  };
  later.now = () => {
    clearTimeout(timer);
    timer = 0;
    act();
  };
  later.cancel = () => {
    clearTimeout(timer);
    timer = 0;
  };
  later.flush = () => {
    if (timer) later.now();
  };
  return later;
}
