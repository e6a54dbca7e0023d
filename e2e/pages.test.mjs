// What is true of every page: a machine finds nothing wrong with it, nothing of it is cut off at any
// width, and a finger finds what it is to touch.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { COLOURS, checkAxe } from "./support/axe.mjs";
import { open, pagesBefore, pagesOf, pagesOfTechnician } from "./support/pages.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// Where a telephone, a small tablet, a bar that just fits and a desktop are.
const WIDTHS = [390, 640, 700, 768, 1024, 1440];

/// The least that a finger finds, in pixels.
const FINGER = 44;

/// What is inside a sentence is as high as its line (WCAG 2.5.8); a box that is ticked has its
/// label around it.
const TOUCHED = "a[href], button, select, summary, input:not([type=radio], [type=checkbox], [readonly])";

const PAGES = { ADMIN: pagesOf, TECH: pagesOfTechnician };

async function pages(role) {
  return PAGES[role](await signedIn(stage.server, stage.account(role)));
}

/// Goes through pages and tells of all of them what `find` finds, not of the first only.
async function through(page, paths, find) {
  const found = [];
  for (const [name, path] of Object.entries(paths)) {
    await open(page, path);
    found.push(...(await find(path)).map((what) => `${name}: ${what}`));
  }
  assert.ok(found.length === 0, `\n  ${found.join("\n  ")}`);
}

/// What axe finds on the page in the light, and of its colours in the dark.
async function axe(page) {
  const found = [];
  // Colours that are still on their way to others are none.
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [colorScheme, rules] of [["dark", COLOURS], ["light", undefined]]) {
    await page.emulateMedia({ colorScheme });
    await checkAxe(page, { rules }).catch((error) => found.push(`${colorScheme}: ${error.message}`));
  }
  return found;
}

/// What a finger would miss.
async function low(page) {
  return page.locator(TOUCHED).evaluateAll((all, least) => {
    const seen = all.filter((one) => one.checkVisibility() && !one.closest("p, .skip"));
    const low = seen.filter((one) => Math.round(one.getBoundingClientRect().height) < least);
    return low.map((one) => `${one.className || one.localName} "${one.innerText.trim()}" ${one.offsetHeight} px`);
  }, FINGER);
}

for (const role of ["ADMIN", "TECH"]) {
  test(`axe finds nothing on any page of ${role}, in both themes`, async () => {
    await stage.page({ traced: false, name: `pages-${role}` }, async (page, watched) => {
      watched.expect(404, "/missions/");
      await signIn(page, stage.account(role));
      await through(page, await pages(role), () => axe(page));
    });
  });

  test(`nor on a phone, where all that ${role} touches is as high as a finger needs`, async () => {
    await stage.page({ width: 390, traced: false, name: `pages-${role}` }, async (page, watched) => {
      watched.expect(404, "/missions/");
      await signIn(page, stage.account(role));
      await through(page, await pages(role), async () => [...(await axe(page)), ...(await low(page))]);
    });
  });
}

for (const width of [1440, 390]) {
  test(`axe finds nothing before one is signed in, in both themes: ${width} px`, async () => {
    await stage.page({ width, traced: false, name: "pages-before" }, async (page, watched) => {
      watched.expect(410, "/auth/links");
      await through(page, await before(), () => axe(page));
    });
  });
}

let links;

/// The pages before signing in; the invitation among them is made once.
function before() {
  links ??= pagesBefore(stage.server, stage.account("ADMIN"));
  return links;
}

/// Where the document, the page in it or its bar is wider than what is seen of it.
async function spills(page) {
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => {
      const parts = [document.scrollingElement, ...document.querySelectorAll("main, .top-bar, .bottom-nav")];
      const spilt = parts.filter((part) => part.scrollWidth > part.clientWidth);
      return spilt.map((part) => `${part.className || part.localName} ${part.scrollWidth}/${part.clientWidth}`);
    });
    found.push(...wide.map((what) => `${width} px: ${what}`));
  }
  return found;
}

test("nothing is wider than the window before one is signed in", async () => {
  await stage.page({ traced: false, name: "spills-before" }, async (page, watched) => {
    watched.expect(410, "/auth/links");
    await through(page, await before(), () => spills(page));
  });
});

/// Of another language the bar is what is wider, and it is the same on every page.
const BAR = { week: "/app/o/compagnie-du-lac/planning", profile: "/app/profile" };

for (const [language, role] of [["fr", "ADMIN"], ["en", "ADMIN"], ["fr", "TECH"]]) {
  test(`nothing is wider than the window, for ${role} in ${language}`, async () => {
    const admin = await signedIn(stage.server, stage.account("ADMIN"));
    const { version } = await admin.get("/orgs/current");
    await admin.patch("/orgs/current", version, { name: `Les Nuits de la citadelle et du vieux port ${version}` });
    await speak(role, language);
    await stage.page({ traced: false, name: `spills-${role}`, language }, async (page, watched) => {
      watched.expect(404, "/missions/");
      await signIn(page, stage.account(role));
      await through(page, language === "fr" ? await pages(role) : BAR, () => spills(page));
    });
    await speak(role, "fr");
  });
}

/// Sets somebody's language.
async function speak(role, language) {
  const client = await signedIn(stage.server, stage.account(role));
  const { version } = await client.get("/auth/me");
  await client.patch("/auth/me", version, { language });
}
