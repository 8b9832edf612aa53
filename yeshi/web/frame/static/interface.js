// The JSON interface, to be read and tried.
const box = document.getElementById("interface");
SwaggerUIBundle({
  domNode: box,
  url: box.dataset.contract,
  deepLinking: true,
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIBundle.SwaggerUIStandalonePreset],
});
