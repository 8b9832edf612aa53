// Paying by a form of the provider's own, within a frame of its own: no card number comes to us.
const form = document.querySelector("form[data-provider]");
const why = form?.querySelector("[data-why]");

function tell(said) {
  why.textContent = said ?? "";
  why.hidden = !said;
}

async function pay(stripe, elements) {
  const confirmParams = { return_url: location.href };
  const { error } = await stripe.confirmPayment({ elements, confirmParams });
  // Who comes here was not led on: what is wrong, the provider says in its own words.
  tell(error?.message);
}

function show() {
  const stripe = window.Stripe(form.dataset.provider, { locale: document.documentElement.lang.slice(0, 2) });
  const elements = stripe.elements({ clientSecret: form.dataset.secret });
  const element = elements.create("payment");
  element.on("loaderror", ({ error }) => tell(error.message));
  element.mount(form.querySelector("[data-fields]"));
  const button = form.querySelector("button");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    tell(null);
    await pay(stripe, elements).finally(() => {
      button.disabled = false;
    });
  });
  form.hidden = false;
}

if (form && window.Stripe) show();
else if (form) document.querySelector("[data-unloaded]").hidden = false;
