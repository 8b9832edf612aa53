// A photo is being read: this page looks whether it is, and becomes what was read.
const EVERY_MS = 1000;
const STILL = 202;

async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (answer.status !== STILL && answer.status < 500) {
      location.reload();
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const told = page.querySelector("#reading");
    if (told) document.querySelector("#reading").textContent = told.textContent;
  } catch {
    // Without a connection it looks again, as it does when the city is started again.
  }
  setTimeout(look, EVERY_MS);
}

setTimeout(look, EVERY_MS);
