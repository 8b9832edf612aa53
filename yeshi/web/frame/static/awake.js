// The screen of the board stays on while somebody looks at it.
let held = null;
let asking = false;

export function stayAwake() {
  if (!navigator.wakeLock) return;
  take();
  document.addEventListener("visibilitychange", take);
  // Some browsers give it only after a tap.
  document.addEventListener("click", take);
}

async function take() {
  if (document.hidden || asking || (held && !held.released)) return;
  asking = true;
  try {
    held = await navigator.wakeLock.request("screen");
  } catch {
    /* Not now, as with an empty battery: it is asked for again with the next tap. */
  }
  asking = false;
}
