// What the browser knows of its own time, as a first guess of the city's.
const zone = document.querySelector("[name=browser_zone]");
if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
