// What was tapped and is not sent yet, in the order of the taps, each with who tapped it.
// What is kept, and how it is sent: docs/decisions/0070.
const NAME = "yeshi-taps";
const TAPS = "taps";
export const isThere = Boolean(window.indexedDB);

const answered = (request) =>
  new Promise((done, failed) => {
    request.addEventListener("success", () => done(request.result));
    request.addEventListener("error", () => failed(request.error));
  });

// Opened for each look, so that who signs out is not kept waiting with it.
async function opened() {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener("upgradeneeded", () =>
    request.result.createObjectStore(TAPS, { keyPath: "number", autoIncrement: true }),
  );
  return answered(request);
}

async function within(mode, act) {
  const database = await opened();
  try {
    const change = database.transaction(TAPS, mode);
    const kept = new Promise((done, failed) => {
      change.addEventListener("complete", done);
      change.addEventListener("abort", () => failed(change.error));
    });
    const [found] = await Promise.all([answered(act(change.objectStore(TAPS))), kept]);
    return found;
  } finally {
    database.close();
  }
}

export const add = (tap) => within("readwrite", (taps) => taps.add(tap));
export const change = (tap) => within("readwrite", (taps) => taps.put(tap));
export const drop = (number) => within("readwrite", (taps) => taps.delete(number));
export const all = () => within("readonly", (taps) => taps.getAll());
