// Runs in the handout's frame, between the page and the desk. The page is sandboxed and has no
// origin: the desk is known by its window, and what it sends is all that changes the page.
// The server puts this text into the page, so it is a plain script without imports.
{
  const states = new Map();
  let labels = {};
  let open = null;

  const say = (message) => parent.postMessage({ varaq: 1, ...message }, "*");
  const blocks = (index) => document.querySelectorAll(`[data-unit="${Number(index)}"]`);

  // HTML as nodes; scripts that are made this way do not run
  const nodes = (html) => {
    const made = document.createElement("template");
    made.innerHTML = html;
    return made.content;
  };

  const mark = (block) => {
    const index = Number(block.dataset.unit);
    const known = states.get(index);
    if (known) {
      block.dataset.state = known.state;
      block.toggleAttribute("data-problem", Boolean(known.problem));
      const label = labels[known.problem ? "problem" : known.state];
      if (label) block.setAttribute("aria-description", label);
    }
    if (!block.querySelector(":scope > .varaq-mark")) {
      const made = document.createElement("i");
      made.className = "varaq-mark";
      made.setAttribute("aria-hidden", "true");
      block.prepend(made);
    }
    block.tabIndex = 0;
    block.toggleAttribute("data-open", index === open);
  };

  const seen = (block) => {
    const box = block.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  };

  const show = (block) => {
    if (seen(block)) return;
    const long = block.getBoundingClientRect().height > innerHeight * 0.8;
    block.scrollIntoView({ block: long ? "start" : "center", behavior: "instant" });
  };

  // Other content, with the keyboard where it was. The block of the unit `keep` stays as it is:
  // it shows what is being typed.
  const exchange = (keep, act) => {
    const focused = document.activeElement?.dataset?.unit;
    const kept = keep === null ? [] : [...blocks(keep)];
    act();
    const places = keep === null ? [] : [...blocks(keep)];
    places.forEach((place, at) => kept[at] && place.replaceWith(kept[at]));
    document.querySelectorAll("[data-unit]").forEach(mark);
    if (focused !== undefined) blocks(focused)[0]?.focus({ preventScroll: true });
  };

  const acts = {
    states(message) {
      labels = message.labels ?? labels;
      for (const [index, state] of Object.entries(message.states)) {
        states.set(Number(index), state);
        blocks(index).forEach(mark);
      }
    },
    select(message) {
      document.querySelectorAll("[data-open]").forEach((block) => block.removeAttribute("data-open"));
      open = message.index;
      if (open === null) return;
      const found = [...blocks(open)];
      found.forEach((block) => block.setAttribute("data-open", ""));
      if (!found.length) return;
      if (message.scroll) show(found[0]);
    },
    focus(message) {
      blocks(message.index)[0]?.focus();
    },
    unit(message) {
      const fresh = nodes(message.html).querySelector(`[data-unit="${Number(message.index)}"]`);
      const [block] = blocks(message.index);
      if (!fresh || !block) return;
      const focused = document.activeElement === block;
      block.replaceWith(fresh);
      mark(fresh);
      fresh.querySelectorAll("[data-unit]").forEach(mark);
      if (focused) fresh.focus({ preventScroll: true });
    },
    article(message) {
      const article = document.querySelector("article");
      if (article) exchange(message.keep, () => article.replaceChildren(nodes(message.html)));
    },
    page(message) {
      const fresh = new DOMParser().parseFromString(message.html, "text/html");
      const style = (page) => Array.from(page.querySelectorAll("style"), (one) => one.textContent).join();
      if (style(fresh) !== style(document)) document.head.replaceChildren(...fresh.head.childNodes);
      exchange(message.keep, () => document.body.replaceChildren(...fresh.body.childNodes));
    },
  };

  addEventListener("message", (event) => {
    if (event.source !== parent || event.data?.varaq !== 1) return;
    if (Object.hasOwn(acts, event.data.type)) acts[event.data.type](event.data);
  });

  // on a narrow screen the editor opens below, and the frame becomes smaller
  addEventListener("resize", () => {
    const [block] = open === null ? [] : blocks(open);
    if (block) show(block);
  });

  // a click opens the unit that it is in; links lead nowhere from here but to places of the page
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault();
    if (event.target.closest?.("summary, input, button, select")) return;
    const block = event.target.closest?.("[data-unit]");
    if (block && !String(getSelection())) say({ type: "open", index: Number(block.dataset.unit) });
  });

  // the desk's keys work here too, and it is the desk that knows what they do
  const desks = ({ ctrlKey, metaKey, altKey, code, key }) =>
    key === "Escape" ||
    (/^[?؟？]$/.test(key) && !ctrlKey && !metaKey && !altKey) ||
    ((ctrlKey || metaKey) && !altKey && /^(Enter|NumpadEnter|KeyU|Digit[1-9])$/.test(code)) ||
    (altKey && !ctrlKey && /^(ArrowUp|ArrowDown|Digit[1-9])$/.test(code));
  addEventListener("keydown", (event) => {
    const block = event.target.closest?.("[data-unit]");
    if (event.key === "Enter" && block === event.target && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      say({ type: "open", index: Number(block.dataset.unit) });
    } else if (desks(event)) {
      event.preventDefault();
      const { key, code, ctrlKey, altKey, shiftKey, metaKey } = event;
      say({ type: "key", key, code, ctrlKey, altKey, shiftKey, metaKey });
    }
  });

  for (const block of document.querySelectorAll("[data-unit]")) {
    if (block.dataset.state) {
      states.set(Number(block.dataset.unit), {
        state: block.dataset.state,
        problem: block.hasAttribute("data-problem"),
      });
    }
    mark(block);
  }
  say({ type: "ready" });
}
