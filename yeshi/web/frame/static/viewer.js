// The JSON interface, to be tried in a library that is heavy: it is fetched when somebody says so,
// and by itself by whoever has it from before.
const box = document.querySelector("#viewer");
const { library, contract } = box.dataset;
const FETCHED = "yeshi-viewer";
const open = box.querySelector("button");

function fetched(kind, from) {
  const one = Object.assign(document.createElement(kind), from);
  const comes = new Promise((resolve, reject) => {
    one.addEventListener("load", resolve);
    one.addEventListener("error", reject);
  });
  document.head.append(one);
  return comes;
}

async function show() {
  open.disabled = true;
  const ours = document.querySelectorAll("link[rel=stylesheet]");
  try {
    await fetched("script", { src: `${library}/swagger-ui-bundle.js` });
    await fetched("link", { rel: "stylesheet", href: `${library}/swagger-ui.css` });
  } catch {
    open.disabled = false;
    box.querySelector("[data-missed]").hidden = false;
    return;
  }
  // It has the page to itself: its styles and ours do not go together.
  for (const one of ours) one.remove();
  document.body.replaceChildren(box);
  const domNode = document.createElement("div");
  box.replaceChildren(domNode);
  const { presets } = SwaggerUIBundle;
  SwaggerUIBundle({
    domNode,
    url: contract,
    deepLinking: true,
    presets: [presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
  });
  remember();
}

function remember() {
  try {
    localStorage.setItem(FETCHED, library);
  } catch {
    // Where nothing may be kept it is asked for anew.
  }
}

function isKept() {
  try {
    return localStorage.getItem(FETCHED) === library;
  } catch {
    return false;
  }
}

open.addEventListener("click", show);
if (isKept()) show();
