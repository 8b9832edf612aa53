// A page that is made for paper: its button prints it.
const part = document.querySelector("[data-print]");
if (part) {
  part.hidden = false;
  part.querySelector("button").addEventListener("click", () => window.print());
}
