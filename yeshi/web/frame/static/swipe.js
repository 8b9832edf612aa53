// An order is taken on in one swipe: its card follows the finger to the right, and what its form
// says is sent when the finger is lifted far enough. The button does the same for whoever taps.
const FAR_ENOUGH = 0.4;
const FAR_ENOUGH_PX = 150;
// Until a finger has gone so far, nobody knows where it is going.
const UNDECIDED_PX = 10;

let swipe = null;

document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest("[data-swipe]");
  // A mouse marks text; where something is typed or chosen the finger does that.
  if (!card || !event.isPrimary || event.pointerType === "mouse") return;
  if (event.target.closest("select, input, textarea, details, a")) return;
  swipe = { card, id: event.pointerId, x: event.clientX, y: event.clientY, across: false, by: 0 };
});

document.addEventListener("pointermove", (event) => {
  if (!swipe || event.pointerId !== swipe.id) return;
  const across = event.clientX - swipe.x;
  const along = Math.abs(event.clientY - swipe.y);
  if (!swipe.across && Math.max(Math.abs(across), along) < UNDECIDED_PX) return;
  // Who scrolls, or goes to the left, swipes nothing.
  if (!swipe.across && along > across) return leave();
  swipe.across = true;
  swipe.by = Math.max(0, across);
  swipe.card.classList.add("swiped");
  swipe.card.classList.toggle("enough", isEnough(swipe));
  swipe.card.style.backgroundSize = `${swipe.by}px 100%`;
});

const isEnough = ({ by, card }) => by >= Math.min(FAR_ENOUGH_PX, FAR_ENOUGH * card.offsetWidth);

document.addEventListener("pointerup", (event) => {
  if (!swipe || event.pointerId !== swipe.id) return;
  const { card, across } = swipe;
  const sends = across && isEnough(swipe);
  leave();
  // A press that ended elsewhere is no tap on what lies there.
  if (across) addEventListener("click", stop, { capture: true, once: true });
  if (across) setTimeout(() => removeEventListener("click", stop, { capture: true }));
  if (sends) card.querySelector("form[data-swiped]").requestSubmit();
});
document.addEventListener("pointercancel", () => swipe && leave());

function leave() {
  swipe.card.classList.remove("swiped", "enough");
  swipe.card.style.backgroundSize = "";
  swipe = null;
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}
