// Lays out the parts of the guide that are out of sight when there is time, so that a slow phone answers at once.
// The place of a part is not known before: whoever asks for one, or comes back to one, gets the whole guide laid out first.
// No module, for it has to run before there is anything to lay out.

const WAITS = "booklet-waits"; // guide.css leaves out of the layout what is not near the window
const PARTS_AT_A_TIME = 4;

const root = document.documentElement;
const [navigation] = performance.getEntriesByType("navigation");
let waiting = [];

function isReadFromTheStart() {
  return navigation?.type === "navigate" && !location.hash;
}

function canWait() {
  return "requestIdleCallback" in window && CSS.supports("overflow-anchor", "auto"); // what is read must not move
}

function layOut(parts) {
  for (const part of parts) {
    part.style.contentVisibility = "visible";
    part.getBoundingClientRect(); // now, not in one long step with those that follow
  }
}

function layOutTheRest() {
  waiting = [];
  root.classList.remove(WAITS);
}

function layOutSome() {
  layOut(waiting.splice(0, PARTS_AT_A_TIME));
  if (waiting.length) requestIdleCallback(layOutSome);
  else layOutTheRest();
}

if (isReadFromTheStart() && canWait()) {
  root.classList.add(WAITS);
  addEventListener("click", layOutTheRest, { once: true, capture: true });
  addEventListener("DOMContentLoaded", () => {
    waiting = [...document.querySelectorAll(".booklet__section")];
    requestIdleCallback(layOutSome);
  });
}
