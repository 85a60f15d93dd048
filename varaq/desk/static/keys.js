// Which keys do what. A key is named by where it is, so that every keyboard layout has it.

const COMMANDS = {
  "Ctrl+Enter": ["save"],
  "Alt+ArrowUp": ["previous"],
  "Alt+ArrowDown": ["next"],
  "Ctrl+KeyU": ["fuzzy"],
  "Ctrl+Shift+KeyC": ["copy"],
  Escape: ["leave"],
};

// How the list of keys shows them: keys, and the name of the word that says what they do.
export const SHOWN = [
  [["Ctrl", "Enter"], "save and next"],
  [["Alt", "↓"], "next unit"],
  [["Alt", "↑"], "previous unit"],
  [["Ctrl", "U"], "toggle fuzzy"],
  [["Ctrl", "1…9"], "take suggestion"],
  [["Alt", "1…9"], "insert term"],
  [["Ctrl", "Shift", "C"], "copy source"],
  [["Esc"], "leave unit"],
  [["?"], "list of keys"],
];

// A question mark of any script: Arabic and Persian keyboards write their own.
const asks = (key) => /^[?؟？]$/.test(key);

const writes = (target) => Boolean(target?.closest?.("input:not([type=checkbox]), textarea, select"));

// The command of a key press as [name, number], or null. `target` is null inside the handout.
export function command(event, target) {
  const control = event.ctrlKey || event.metaKey;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  if (digit && control !== event.altKey && !event.shiftKey) {
    return [control ? "suggestion" : "term", Number(digit[1])];
  }
  if (asks(event.key) && !control && !event.altKey && !writes(target)) return ["keys"];
  const place = event.code === "NumpadEnter" ? "Enter" : event.code || event.key;
  const held = [control && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"];
  return COMMANDS[[...held, place].filter(Boolean).join("+")] ?? null;
}
