// The engine's API: requests with the run's token, and its stream of events.

const PAUSE = 2000; // milliseconds between two tries while the server is away
const QUIET = 40000; // after so long without a sign of life a stream is taken for dead

let token = document.querySelector('meta[name="varaq-token"]').content;
let away = false;
const heard = new Set();

// A request that was answered with a fault; `conflict` is the entry as it is now, if that is it.
export class Fault extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? String(status));
    this.status = status;
    this.code = body?.error?.code ?? "";
    this.remedy = body?.error?.remedy ?? "";
    this.conflict = body?.conflict ?? null;
  }
}

// No answer at all: the server is away. What was to be sent has to be sent again.
export class Away extends Error {}

// `listener(away)` is called whenever the server goes or comes back.
export const onAway = (listener) => heard.add(listener);

function note(now) {
  if (away === now) return;
  away = now;
  for (const listener of heard) listener(now);
}

// Where something of a document is: `place("unit", "tr", "guide/intro", KEY)`.
export function place(...parts) {
  return `/api/${parts.map((part) => part.split("/").map(encodeURIComponent).join("/")).join("/")}`;
}

async function answered(path, options) {
  try {
    const answer = await fetch(path, {
      ...options,
      headers: { ...options.headers, "X-Varaq-Token": token },
      cache: "no-store",
    });
    if (answer.status >= 502 && answer.status <= 504) throw new TypeError(String(answer.status));
    note(false);
    return answer;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    note(true);
    throw new Away(error.message);
  }
}

// A server that was started again has another token, which its page tells.
async function renewed() {
  const answer = await answered(`/${location.search}`, {});
  if (!answer.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector('meta[name="varaq-token"]')?.content;
  if (!fresh || fresh === token) return false;
  token = fresh;
  return true;
}

async function request(path, options = {}) {
  let answer = await answered(path, options);
  if ((answer.status === 401 || answer.status === 403) && (await renewed())) {
    answer = await answered(path, options);
  }
  if (!answer.ok) throw new Fault(answer.status, await answer.json().catch(() => null));
  return answer;
}

// What is at a path, as JSON. Throws `Fault`, `Away`, or AbortError where `signal` says so.
export const get = async (path, signal) => (await request(path, { signal })).json();

// A page as text.
export const page = async (path) => (await request(path)).text();

// What comes of sending a value. `last` is for a page that is about to close.
export async function post(path, value, { signal, last = false } = {}) {
  const answer = await request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(value),
    keepalive: last,
    signal,
  });
  return answer.json();
}

// Listen for ever: `act(name, data)` for each event. EventSource can send no header, so the
// stream is read by hand (the format: HTML, "Interpreting an event stream").
export async function listen(act) {
  for (;;) {
    const stop = new AbortController();
    let alarm = 0;
    const alive = () => {
      clearTimeout(alarm);
      alarm = setTimeout(() => stop.abort(), QUIET);
    };
    try {
      alive();
      const answer = await request(place("events"), { signal: stop.signal });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        alive();
        const blocks = (rest + value).split(/\r?\n\r?\n/);
        rest = blocks.pop();
        for (const block of blocks) dispatch(block, act);
      }
      note(true); // a stream that ends means that the server does
    } catch (error) {
      if (error instanceof Fault && error.status < 500) note(true);
    } finally {
      clearTimeout(alarm);
    }
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

function dispatch(block, act) {
  let name = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) name = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  if (data.length) act(name, JSON.parse(data.join("\n")));
}
