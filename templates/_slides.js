const root = document.documentElement;
const rtl = root.dir === "rtl";
const slides = [...document.querySelectorAll(".slide")];
const count = document.getElementById("v.place").textContent.split("/")[1];
const [back, on, full, place] = ["back", "on", "full", "place"].map((id) => document.getElementById(`v.${id}`));
const bar = document.querySelector(".controls progress");
const tongues = document.querySelector(".bar .languages ul");
let at = 0;
root.classList.add("deck");
for (const [index, slide] of slides.entries()) {
  slide.tabIndex = -1;
  slide.role = "group";
  slide.ariaLabel = bar.parentElement.dataset.label.replace("{}", index + 1);
}
if (tongues) { // the bar is away now, and its list of languages opens from the controls
  tongues.removeAttribute("popover");
  document.querySelector(".controls details").append(tongues);
}

// a slide whose text does not fit gets smaller letters, down to readable ones; then it scrolls
function fitted(slide) {
  slide.style.setProperty("--fit", 1);
  const least = Math.max(0.62, 14.5 / parseFloat(getComputedStyle(slide).fontSize));
  for (let size = 1; size >= least && slide.scrollHeight > slide.clientHeight + 1; size -= 0.05) {
    slide.style.setProperty("--fit", size);
  }
}

function show(number, focus = true) {
  at = Math.min(Math.max(number, 0), slides.length - 1);
  slides.forEach((slide, index) => {
    slide.classList.toggle("current", index === at);
    slide.inert = index !== at;
  });
  slides[at].scrollTop = 0;
  fitted(slides[at]);
  if (focus) slides[at].focus({ preventScroll: true });
  back.disabled = at === 0;
  on.disabled = at === slides.length - 1;
  place.textContent = `${slides[at].dataset.place} /${count}`;
  bar.value = at + 1;
  history.replaceState(null, "", `#${at + 1}`);
  for (const link of document.querySelectorAll(".languages a")) link.hash = `#${at + 1}`;
}

function aimed() {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* not encoded: as it stands */ }
  const slide = document.getElementById(id)?.closest(".slide");
  show(slide ? slides.indexOf(slide) : at);
}

// what is longer than the screen is scrolled through first
function forward() {
  const slide = slides[at];
  const rest = slide.scrollHeight - slide.clientHeight - slide.scrollTop;
  if (rest > 4) slide.scrollBy({ top: slide.clientHeight * 0.8 });
  else show(at + 1);
}

function backward() {
  const slide = slides[at];
  if (slide.scrollTop > 4) slide.scrollBy({ top: -slide.clientHeight * 0.8 });
  else show(at - 1);
}

function fullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.();
}

const keys = {
  [rtl ? "ArrowLeft" : "ArrowRight"]: () => show(at + 1),
  [rtl ? "ArrowRight" : "ArrowLeft"]: () => show(at - 1),
  ArrowDown: forward, ArrowUp: backward, PageDown: forward, PageUp: backward, " ": forward,
  Home: () => show(0), End: () => show(slides.length - 1), KeyF: fullscreen,
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target.closest("button, a, summary")) return;
  const act = event.key === " " && event.shiftKey ? backward : keys[event.key] ?? keys[event.code]; // letters by where they are, whatever the script
  if (!act) return;
  event.preventDefault();
  act();
});
back.addEventListener("click", () => show(at - 1, false));
on.addEventListener("click", () => show(at + 1, false));
full.addEventListener("click", fullscreen);
if (!document.fullscreenEnabled) full.hidden = true;

let start = null;
addEventListener("touchstart", (event) => {
  const touch = event.touches[0];
  // a table or a line of code that is wider than the screen is moved by itself
  let inside = event.target;
  while (inside && inside.scrollWidth <= inside.clientWidth + 1) inside = inside.parentElement;
  const alone = event.touches.length === 1 && (!inside || inside.closest(".slide") === null);
  start = alone ? [touch.clientX, touch.clientY] : null;
}, { passive: true });
addEventListener("touchend", (event) => {
  if (!start) return;
  const touch = event.changedTouches[0];
  const [x, y] = [touch.clientX - start[0], touch.clientY - start[1]];
  if (Math.abs(x) > 48 && Math.abs(x) > 1.5 * Math.abs(y)) show(at + ((x < 0) !== rtl ? 1 : -1));
  start = null;
}, { passive: true });
for (const event of ["resize", "load"]) addEventListener(event, () => fitted(slides[at]));
addEventListener("hashchange", aimed);
aimed();
