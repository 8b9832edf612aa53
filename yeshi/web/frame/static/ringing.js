// The bell itself: a sound that is made here and loops until it is stopped, also in a tab that
// nobody looks at. Of all tabs of a browser one rings: the one that holds the lock.
const ON = "yeshi-bell";
const EVERY_S = 2.4;
const SHAKES_MS = [300, 150, 300];
// A browser that does not allow sound leaves the answer open.
const ALLOWED_WITHIN_MS = 500;
// Two strikes of a bell: what each sounds of, in hertz, and how loud that is.
const STRIKES_S = [0, 0.45];
const TONES = [
  [880, 0.5],
  [1760, 0.25],
  [2637, 0.15],
];

let sound = null;
let playing = null;
let wanted = false;
let turn = null;
let shaking = null;
let changed = () => {};

// What is remembered in the browser; where it keeps nothing, until the page is left.
const remembered = {};
export function recall(name) {
  try {
    return localStorage.getItem(name) ?? remembered[name] ?? "";
  } catch {
    return remembered[name] ?? "";
  }
}
export function remember(name, value) {
  remembered[name] = value;
  try {
    localStorage.setItem(name, value);
  } catch {
    /* It is kept until the page is left. */
  }
}

// "none" without sound, "off", "blocked" where the browser wants a tap first, or "on".
export function bellIs() {
  if (!window.AudioContext) return "none";
  if (recall(ON) !== "on") return "off";
  return sound?.state === "running" ? "on" : "blocked";
}

// Tell `told` whenever `bellIs` may be another; ring again where that was allowed before.
export function rememberBell(told) {
  changed = told;
  addEventListener("storage", ({ key }) => key === ON && wake());
  for (const kind of ["click", "keydown"]) document.addEventListener(kind, () => bellIs() === "blocked" && wake());
  return wake();
}

// Somebody has pressed: it rings from now on, and is heard once.
export async function allow() {
  remember(ON, "on");
  await wake();
  if (bellIs() === "on" && !playing) play(false);
}

export function silence() {
  remember(ON, "off");
  settle();
}

// Once, for what nobody has to answer.
export function strike() {
  shake();
  if (bellIs() === "on" && !turn) play(false);
}

export function ring(whether) {
  wanted = whether;
  settle();
}

async function wake() {
  if (recall(ON) === "on" && window.AudioContext) {
    if (!sound) {
      sound = new AudioContext();
      sound.addEventListener("statechange", settle);
    }
    const later = new Promise((done) => setTimeout(done, ALLOWED_WITHIN_MS));
    await Promise.race([sound.resume().catch(() => {}), later]);
  }
  settle();
}

function settle() {
  const rings = wanted && bellIs() === "on";
  if (rings && !turn) begin();
  if (!rings && turn) end();
  changed(bellIs());
}

function begin() {
  const own = new AbortController();
  const ended = new Promise((done) => own.signal.addEventListener("abort", done));
  turn = own;
  shake();
  shaking = setInterval(shake, EVERY_S * 1000);
  if (!navigator.locks) {
    play(true);
    return;
  }
  const take = () => {
    if (own.signal.aborted) return null;
    play(true);
    return ended;
  };
  navigator.locks.request("yeshi-bell", { signal: own.signal }, take).catch((fault) => {
    // It was answered before it was this tab's turn.
    if (fault.name !== "AbortError") throw fault;
  });
}

function end() {
  turn.abort();
  turn = null;
  clearInterval(shaking);
  navigator.vibrate?.(0);
  playing?.stop();
  playing = null;
}

function shake() {
  if (!document.hidden) navigator.vibrate?.(SHAKES_MS);
}

function play(loop) {
  playing?.stop();
  const source = new AudioBufferSourceNode(sound, { buffer: struck(sound.sampleRate), loop });
  source.addEventListener("ended", () => {
    if (playing === source) playing = null;
  });
  source.connect(sound.destination);
  source.start();
  playing = source;
}

function struck(sampleRate) {
  const buffer = new AudioBuffer({ length: Math.round(EVERY_S * sampleRate), sampleRate });
  const samples = buffer.getChannelData(0);
  for (const [number] of samples.entries()) {
    for (const begins of STRIKES_S) {
      const since = number / sampleRate - begins;
      if (since < 0) continue;
      for (const [hertz, loud] of TONES)
        samples[number] += loud * Math.exp(-4 * since) * Math.sin(2 * Math.PI * hertz * since) * 0.6;
    }
  }
  return buffer;
}
