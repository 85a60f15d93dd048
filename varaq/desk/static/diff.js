// What differs between two texts, word by word.

import { el } from "./dom.js";

const MOST = 4_000_000; // pairs of words that are compared; beyond, all of it is called changed

// The words of a text with what stands between them, in order; joined they are the text.
export function words(text, tag) {
  let cut;
  try {
    cut = new Intl.Segmenter(tag, { granularity: "word" });
  } catch {
    cut = new Intl.Segmenter(undefined, { granularity: "word" });
  }
  return Array.from(cut.segment(text), (part) => part.segment);
}

// The difference as runs {kind: "same" | "gone" | "new", text}, by a longest common subsequence.
export function diff(before, after, tag) {
  const old = words(before, tag);
  const now = words(after, tag);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  )
    tail += 1;
  const runs = [];
  const add = (kind, text) => {
    if (!text) return;
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  };
  add("same", old.slice(0, head).join(""));
  middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail), add);
  add("same", old.slice(old.length - tail).join(""));
  return runs;
}

function middle(old, now, add) {
  const wide = now.length + 1;
  if (old.length * now.length > MOST) {
    add("gone", old.join(""));
    add("new", now.join(""));
    return;
  }
  // common[i * wide + j]: how many words old[i…] and now[j…] have in common
  const common = new Uint16Array((old.length + 1) * wide);
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1)
      common[i * wide + j] =
        old[i] === now[j]
          ? common[(i + 1) * wide + j + 1] + 1
          : Math.max(common[(i + 1) * wide + j], common[i * wide + j + 1]);
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      add("same", old[i]);
      i += 1;
      j += 1;
    } else if (j === now.length || (i < old.length && common[(i + 1) * wide + j] >= common[i * wide + j + 1])) {
      add("gone", old[i]);
      i += 1;
    } else {
      add("new", now[j]);
      j += 1;
    }
  }
}

// The difference as an element, in a language: <del> what is gone, <ins> what is new.
export function shown(before, after, language, props = {}) {
  const tags = { gone: "del", new: "ins" };
  return el(
    "p",
    { ...props, class: `diff ${props.class ?? ""}`.trim(), lang: language.tag, dir: language.dir },
    diff(before, after, language.tag).map(({ kind, text }) =>
      kind === "same" ? text : el(tags[kind], {}, text),
    ),
  );
}
