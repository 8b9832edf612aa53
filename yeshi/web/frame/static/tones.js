// The colours of the page, for what is drawn by scripts: charts and maps.
const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

// The colour of that name by the light that the page is read by.
export function tone(name) {
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}
