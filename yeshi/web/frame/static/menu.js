// Beside a photo of a menu: the row where one is writing is framed on it, and scrolled into sight.
const photo = document.querySelector(".menu-photo");
const spot = photo?.querySelector(".menu-spot");
const MARGIN = 0.006;

function show(row) {
  const [left, top, right, bottom] = row.dataset.box.split(" ").map(Number);
  const share = (from, to) => `${100 * (to - from + 2 * MARGIN)}%`;
  spot.style.left = `${100 * (left - MARGIN)}%`;
  spot.style.top = `${100 * (top - MARGIN)}%`;
  spot.style.width = share(left, right);
  spot.style.height = share(top, bottom);
  spot.hidden = false;
  const middle = ((top + bottom) / 2) * photo.scrollHeight;
  photo.scrollTop = middle - photo.clientHeight / 2;
}

if (spot) {
  document.addEventListener("focusin", ({ target }) => {
    const row = target.closest?.("[data-box]");
    if (row) show(row);
  });
}
