// Starts the app. The document policy allows no inline script, so this is a file of its own;
// what it starts is named on the tag that loads it. No module: those run once the document is
// there, when its skeleton may have been painted in another theme.

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

async function start({ js, wasm }) {
  const { default: init } = await import(js);
  if (document.readyState === "loading") {
    await new Promise((there) => document.addEventListener("DOMContentLoaded", there));
  }
  await init({ module_or_path: wasm });
}
start(document.currentScript.dataset);
