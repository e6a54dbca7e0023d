// A real browser, and pages of it that are watched.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

import { watch } from "./watch.mjs";

const ARTIFACTS = fileURLToPath(new URL("../artifacts", import.meta.url));

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/// The widths of a desktop and of a telephone, each in both themes.
export const LOOKS = ["light", "dark"].flatMap((theme) => [1440, 390].map((width) => ({ theme, width })));

/// Launches Chromium, with a profile that is new and thrown away.
export async function launch() {
  const executablePath = process.env.CALLBOARD_CHROMIUM || "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/// Opens a page of its own context, hands it to `use` with its watch, and closes it. It fails when
/// `use` does, or when the page complained; either way a picture and a trace are left in
/// `artifacts` under `name`. What takes hundreds of steps is four times as fast when it is not
/// `traced`.
export async function withPage(browser, server, look, use) {
  const { theme = "light", width = 1440, language = "fr", timezone = "Europe/Paris" } = look;
  const { name = "page", traced = true } = look;
  const phone = width < 600;
  const context = await browser.newContext({
    baseURL: server.base,
    colorScheme: theme,
    locale: language === "fr" ? "fr-FR" : "en-GB",
    timezoneId: timezone,
    viewport: { width, height: phone ? 844 : 900 },
    hasTouch: phone,
    isMobile: phone,
  });
  if (traced) await context.tracing.start({ screenshots: true, snapshots: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const watched = await watch(page);
    try {
      await use(page, watched);
      watched.check();
      if (traced) await context.tracing.stop();
    } catch (error) {
      await keep(context, page, `${name}-${theme}-${width}-${language}`);
      throw error;
    }
  } finally {
    await context.close();
  }
}

/// Leaves what explains a failure. When even that fails, the failure itself is still what is told.
async function keep(context, page, name) {
  const file = (ending) => join(ARTIFACTS, `${name.replace(/[^\w-]+/g, "-")}.${ending}`);
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: file("png") }).catch(() => {});
  await context.tracing.stop({ path: file("zip") }).catch(() => {});
}
