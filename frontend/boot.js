// Starts the app. The document policy allows no inline script, so this is a file of its own;
// what it starts is named on the tag that loads it.

// Before anything is painted: the theme and the language that this browser showed last.
const root = document.documentElement;
try {
  const theme = localStorage.getItem("theme");
  if (theme) root.dataset.theme = theme;
  const language = localStorage.getItem("language");
  if (language) root.lang = language;
} catch {
  // A browser that keeps nothing shows the device's theme.
}
const own = document.querySelector("script[data-js]");
const { default: init } = await import(own.dataset.js);
await init({ module_or_path: own.dataset.wasm });
