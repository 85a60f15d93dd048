// searches the handouts of the page's language. What they say comes from a script beside the
// page, which is loaded when the box is first used; nothing of it becomes HTML
{
  const form = document.querySelector(".search");
  const box = form.querySelector("input");
  const state = form.querySelector("[role=status]");
  const results = document.querySelector(".results");
  const list = results.querySelector("ol");
  const more = results.querySelector("button");
  const listing = document.querySelector(".listing");
  const language = document.documentElement.lang;
  const AT_ONCE = 30;
  const BEFORE = 60;
  const AROUND = 220;

  // Letters. Two texts are compared as they are written, but for case, and folded: without
  // marks, and with what people type who do not have a language's letters on their keyboard.

  const UNSEEN = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
  const lower = (text) => {
    const seen = text.normalize("NFKC").replace(UNSEEN, "");
    // the letters oʻ and gʻ are typed with any quote that a keyboard has
    return (/^uz\b/.test(language) ? seen.replace(/['‘’`´]/g, "ʻ") : seen).toLocaleLowerCase(language);
  };
  // of Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts marks are letters
  const MARKS = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u02bb\u02bc]/g;
  const ALIKE = new Map(Object.entries({
    ı: "i", ə: "e", ß: "ss", ø: "o", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŋ: "n",
    ς: "σ", ґ: "г", є: "е", і: "и", ә: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", ҳ: "х",
    ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ک: "ك", ة: "ه", ۀ: "ه", ہ: "ه", ھ: "ه", ە: "ه",
  }));
  const CHANGED = new RegExp(`[${[...ALIKE.keys()].join("")}٠-٩۰-۹\u30a1-\u30f6]`, "g");
  const changed = (letter) => {
    const code = letter.charCodeAt(0);
    if (code >= 0x30a1) return String.fromCharCode(code - 0x60); // katakana as hiragana
    return ALIKE.get(letter) ?? String(code & 15); // Arabic and Persian digits
  };
  const fold = (lowered) =>
    lowered.normalize("NFD").replace(MARKS, "").replace(CHANGED, changed).normalize("NFC");

  // Words. Scripts without spaces between words are looked through anywhere.

  const WIDE = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
  const IS_WIDE = new RegExp(`[${WIDE}]`, "u");
  // Japanese changes its script where a word ends, mostly
  const WORD = new RegExp(
    `\\p{Script=Han}+|\\p{Script=Hiragana}+|[\\p{Script=Katakana}ー]+|[${WIDE}]+|(?:(?![${WIDE}])[\\p{L}\\p{N}\\p{M}])+`,
    "gu",
  );
  const ARABIC = /\p{Script=Arabic}/u;
  const LETTER = /[\p{L}\p{N}\p{M}]/u;
  // what Arabic writes before a word without a space: and, so, in, as, for, the
  const PREFIX = /(?:^|[^\p{L}\p{N}\p{M}])[وف]?(?:[بكل]?(?:ال)?|لل)$/u;
  const begins = (text, at) =>
    at === 0 ||
    !LETTER.test(text[at - 1]) ||
    IS_WIDE.test(text[at - 1]) ||
    PREFIX.test(text.slice(Math.max(0, at - 5), at));

  const terms = (query) => {
    const lowered = lower(query);
    const words = lowered.match(WORD) ?? lowered.split(/\s+/).filter(Boolean);
    return [...new Set(words)].map((word) => ({
      exact: word,
      folded: fold(word) || word,
      wide: IS_WIDE.test(word),
    }));
  };

  // 3: there as a whole word; 2: begins a word; 1: within a word, if it is long enough to tell
  // something there; 0: not there
  const place = (text, word, wide) => {
    let best = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      if (wide) return 3;
      if (word.length > 2 || ARABIC.test(word)) best = Math.max(best, 1);
      if (!begins(text, at)) continue;
      best = 2;
      const end = text[at + word.length];
      if (end === undefined || !LETTER.test(end)) return 3;
    }
    return best;
  };
  const EXACT = [0, 0.06, 0.9, 1];
  const FOLDED = [0, 0.04, 0.6, 0.7];
  const grade = (text, word) => {
    if (!text.exact) return 0;
    const folded = FOLDED[place(text.folded, word.folded, word.wide)];
    return folded && Math.max(folded, EXACT[place(text.exact, word.exact, word.wide)]);
  };

  // The handouts, as the script gives them: [title, address, sections], a section [anchor,
  // heading, text], with a 1 behind it where the heading is a term of a glossary.

  const readable = (shown) => {
    const exact = lower(shown);
    return { shown, exact, folded: fold(exact) };
  };
  const read = (data) =>
    data.map(([title, address, sections]) => ({
      title: readable(title),
      address,
      sections: sections.map(([anchor, heading, text, isTerm]) => {
        const own = heading === title && !isTerm; // the handout's own heading is its title
        return { anchor: own ? "" : anchor, isTerm, heading: readable(own ? "" : heading), text: readable(text) };
      }),
    }));

  const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

  const inPage = (page, words) => {
    const found = [];
    const title = words.map((word) => 100 * grade(page.title, word));
    const named = title.every(Boolean);
    if (named) found.push({ page, section: page.sections[0], score: sum(title), top: true });
    const reached = words.map(() => 0);
    let best = null;
    for (const section of page.sections) {
      const own = words.map((word) =>
        Math.max(30 * grade(section.heading, word), 5 * grade(section.text, word)),
      );
      own.forEach((score, at) => { reached[at] = Math.max(reached[at], score); });
      const score = sum(own);
      if (!score) continue;
      if (!best || score > best.score) best = { page, section, score };
      if (named && section === page.sections[0]) continue; // it is shown with the title
      const whole = own.every((part, at) => part || (!named && title[at]));
      if (whole) found.push({ page, section, score });
    }
    if (!found.length && best && reached.every((score, at) => score || title[at])) {
      found.push({ ...best, score: best.score / 10 }); // the words are there, but far apart
    }
    return found;
  };

  const find = (pages, words) =>
    pages.flatMap((page) => inPage(page, words)).sort((one, other) => other.score - one.score);

  // What is shown: the heading, whose it is, and some of the text, the words marked.

  const folded = new Map();
  const spots = (text, words) => {
    let flat = "";
    const origin = [];
    for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
      let own = folded.get(cluster);
      if (own === undefined) folded.set(cluster, (own = fold(lower(cluster))));
      for (let at = 0; at < own.length; at += 1) origin.push([index, index + cluster.length]);
      flat += own;
    }
    const found = [];
    for (const word of words) {
      const begin = [];
      const within = [];
      for (let at = flat.indexOf(word.folded); at >= 0; at = flat.indexOf(word.folded, at + 1)) {
        const span = [origin[at][0], origin[at + word.folded.length - 1][1]];
        (word.wide || begins(flat, at) ? begin : within).push(span);
      }
      const tells = word.folded.length > 2 || ARABIC.test(word.folded);
      found.push(...(begin.length || !tells ? begin : within));
    }
    return found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  };

  const marked = (text, found, from, to) => {
    const shown = document.createDocumentFragment();
    let at = from;
    for (const [start, end] of found) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      shown.append(text.slice(at, start), mark);
      at = end;
    }
    shown.append(text.slice(at, to));
    return shown;
  };

  // a passage may be in another language than the page, and begin with a word of a third
  const direction = (text) => {
    const letters = text.match(/\p{L}/gu)?.length ?? 0;
    const leftward = text.match(/[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g)?.length ?? 0;
    return 2 * leftward > letters ? "rtl" : "ltr";
  };

  // the part of a text that has most of what was found, cut between words
  const snippet = (text, found) => {
    let first = 0;
    let most = 0;
    for (const [start] of found) {
      const inside = new Set(
        found
          .filter(([other, end]) => other >= start && end <= start + AROUND - BEFORE)
          .map(([other, end]) => text.slice(other, end).toLowerCase()),
      );
      if (inside.size > most) [first, most] = [start, inside.size];
      if (most > 3) break;
    }
    let from = Math.max(0, first - BEFORE);
    let to = Math.min(text.length, from + AROUND);
    const before = text.slice(from, first).indexOf(" ");
    if (from > 0 && before >= 0) from += before + 1;
    const behind = text.lastIndexOf(" ", to);
    if (to < text.length && behind > first + AROUND / 2) to = behind;
    if (/[\udc00-\udfff]/.test(text[from] ?? "")) from -= 1;
    if (/[\udc00-\udfff]/.test(text[to] ?? "")) to -= 1;
    const shown = document.createElement("p");
    shown.dir = direction(text.slice(from, to));
    shown.append(from > 0 ? "… " : "", marked(text, found, from, to), to < text.length ? " …" : "");
    return shown;
  };

  const line = (tag, { shown }, words) => {
    const element = document.createElement(tag);
    element.dir = direction(shown);
    element.append(marked(shown, spots(shown, words), 0, shown.length));
    return element;
  };

  // a term has no id, but browsers can go to a text
  const fragment = ({ anchor, isTerm, heading }) => {
    const term = encodeURIComponent(heading.shown).replaceAll("-", "%2D");
    const text = isTerm && "fragmentDirective" in document ? `:~:text=${term}` : "";
    return anchor || text ? `#${encodeURIComponent(anchor)}${text}` : "";
  };

  const item = ({ page, section, top }, words) => {
    const headed = !top && section.heading.shown;
    const link = document.createElement("a");
    link.href = page.address + (top ? "" : fragment(section));
    link.append(line("strong", headed ? section.heading : page.title, words));
    const shown = document.createElement("li");
    shown.append(link);
    if (headed) shown.append(line("small", page.title, words));
    const text = section?.text.shown;
    if (text) shown.append(snippet(text, spots(text, words)));
    return shown;
  };

  // The box.

  let pages = null;
  let loading = false;
  let shown = "";
  let found = [];
  let words = [];

  const show = () => {
    for (const result of found.slice(list.childElementCount, list.childElementCount + AT_ONCE)) {
      list.append(item(result, words));
    }
    more.hidden = list.childElementCount >= found.length;
  };

  // with the digits that the page is written with
  const number = (count) => String(count).replace(/\d/g, (digit) => form.dataset.digits[digit]);

  const remember = () => {
    const address = new URL(location.href);
    if (box.value.trim()) address.searchParams.set("q", box.value);
    else address.searchParams.delete("q");
    try {
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    } catch {
      // too often, or not from a disk: then going back begins anew
    }
  };

  const search = () => {
    remember();
    words = terms(box.value);
    const asked = words.length > 0;
    if (asked && !pages) {
      load();
      return;
    }
    if (box.value === shown) return;
    shown = box.value;
    found = asked ? find(pages, words) : [];
    list.replaceChildren();
    results.hidden = !asked;
    listing.hidden = asked;
    state.textContent = !asked
      ? ""
      : found.length
        ? form.dataset.found.replace("%(count)s", number(found.length))
        : form.dataset.nothing;
    show();
  };

  const load = () => {
    if (pages || loading) return;
    loading = true;
    const script = document.createElement("script");
    script.src = form.dataset.source;
    script.onload = () => {
      pages = read(window.varaqSearch);
      delete window.varaqSearch;
      loading = false;
      search();
    };
    script.onerror = () => {
      loading = false;
      script.remove();
      shown = null;
      if (box.value.trim()) state.textContent = form.dataset.failed;
    };
    document.head.append(script);
  };

  // a pause in typing; what is done with the results does not wait for it
  let pause = 0;
  const now = () => {
    if (pause) search();
    clearTimeout(pause);
    pause = 0;
  };
  box.addEventListener("focus", load);
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(now, 90);
  });
  more.addEventListener("click", () => {
    const next = list.childElementCount;
    show();
    list.children[next]?.querySelector("a").focus();
  });

  const clear = () => {
    clearTimeout(pause);
    pause = 0;
    box.value = "";
    search();
    box.focus();
  };
  const walk = (step) => {
    now();
    const links = [...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
    const to = links.indexOf(document.activeElement) + step;
    if (to < 0) box.focus();
    else links[Math.min(to, links.length - 1)]?.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    now();
    list.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const inside = form.contains(event.target) || results.contains(event.target);
    if (event.key === "/" && event.target !== box) box.focus();
    else if (event.key === "Escape" && inside) clear();
    else if (event.key === "ArrowDown" && inside) walk(1);
    else if (event.key === "ArrowUp" && inside && event.target !== box) walk(-1);
    else return;
    event.preventDefault();
  });

  form.hidden = false;
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  addEventListener("pageshow", () => { if (box.value) search(); });
}
