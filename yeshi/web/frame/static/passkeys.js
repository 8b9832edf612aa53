// Passkeys: a form with [data-passkey] has the device answer first, and sends what it signed.
const asBytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const asText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

function readable(options) {
  options.challenge = asBytes(options.challenge);
  if (options.user) options.user.id = asBytes(options.user.id);
  for (const list of [options.excludeCredentials, options.allowCredentials]) {
    (list || []).forEach((one) => (one.id = asBytes(one.id)));
  }
  return options;
}

function written(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = asText(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: asText(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

async function answer(form) {
  const asked = await fetch(form.dataset.passkey, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const told = await asked.json();
  if (!asked.ok) throw new Error(told.detail);
  const publicKey = readable(told);
  const isNew = "user" in publicKey;
  const credential = await navigator.credentials[isNew ? "create" : "get"]({ publicKey });
  form.elements.answer.value = written(credential);
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.textContent = "";
    try {
      await answer(form);
    } catch (fault) {
      // What the city refuses says why itself; what a device or a browser does is told in our words.
      said.textContent = fault.constructor === Error ? fault.message : form.dataset.failed;
      button.disabled = false;
    }
  });
}
