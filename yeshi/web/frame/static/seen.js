// What draws a form's map is large: it comes once the page is there and the map's place is seen.
const there = new Promise((done) => {
  if (document.readyState === "complete") done();
  else addEventListener("load", done, { once: true });
});

// Has `begin` put the map into its place; where it cannot, that is said there.
export function onceSeen(box, begin) {
  const words = box.querySelector("[data-coming]");
  const [coming, failed] = words.children;
  async function come() {
    try {
      await there;
      await begin();
    } catch {
      box.replaceChildren(words);
      coming.hidden = true;
      failed.hidden = false;
    }
  }
  const sight = new IntersectionObserver((looks) => {
    if (!looks.some((look) => look.isIntersecting)) return;
    sight.disconnect();
    come();
  });
  sight.observe(box);
}
