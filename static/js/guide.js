// Lays out the parts of the guide that are out of sight when there is time, so that a slow phone answers at once.
// The true place of a part is not known before. So all is laid out as soon as somebody goes anywhere or comes back.
// No module, for it has to run before there is anything to lay out.

const WAITS = "booklet-waits"; // guide.css leaves out of the layout what is not near the window
const PARTS_AT_A_TIME = 4;

const root = document.documentElement;
const [navigation] = performance.getEntriesByType("navigation");
let waiting = [];

function isReadFromTheStart() {
  return navigation?.type === "navigate" && !location.hash;
}

function layOut(parts) {
  for (const part of parts) {
    part.style.contentVisibility = "visible";
    part.getBoundingClientRect(); // now, not in one long step with those that follow
  }
}

function partInTheMiddle() {
  const parts = [...document.querySelectorAll(".booklet__section, .site-footer")].reverse();
  return parts.find((part) => part.getBoundingClientRect().top <= innerHeight / 2);
}

function layOutTheRest() {
  if (!root.classList.contains(WAITS)) return;
  const seen = partInTheMiddle() ?? root;
  const before = seen.getBoundingClientRect().top;
  waiting = [];
  root.classList.remove(WAITS);
  scrollBy({ top: seen.getBoundingClientRect().top - before, behavior: "instant" }); // what is read must not move
}

function layOutSome() {
  layOut(waiting.splice(0, PARTS_AT_A_TIME));
  if (waiting.length) requestIdleCallback(layOutSome);
  else layOutTheRest();
}

if (isReadFromTheStart() && "requestIdleCallback" in window) {
  root.classList.add(WAITS);
  addEventListener("click", layOutTheRest, { once: true, capture: true });
  addEventListener("scroll", layOutTheRest, { once: true });
  addEventListener("DOMContentLoaded", () => {
    waiting = [...document.querySelectorAll(".booklet__section")];
    requestIdleCallback(layOutSome);
  });
}
