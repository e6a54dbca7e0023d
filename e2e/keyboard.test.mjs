// Every page without a mouse: the way over the bar, the way to everything, and what opens over a page.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { open, pagesOf } from "./support/pages.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const ORG = "/app/o/compagnie-du-lac";

const tag = (page) => page.evaluate(() => document.activeElement.localName);

/// Notes in the page what Tab has to come to, one of each group of radios and all the rest, and from
/// then on what it came to that did not show it. A date is several stops of the browser's, which
/// shows the keyboard itself in them.
async function watchStops(page) {
  return page.evaluate(() => {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]");
    const groups = new Set();
    const stops = [...all].filter((one) => {
      if (one.tabIndex < 0 || one.disabled || !one.checkVisibility()) return false;
      if (one.type !== "radio") return true;
      const group = [...document.querySelectorAll(`[name="${one.name}"]`)];
      const first = group.find((radio) => radio.checked) ?? group[0];
      return first === one && groups.size !== groups.add(one.name).size;
    });
    [window.missed, window.unseen] = [new Set(stops), []];
    document.addEventListener("focusin", ({ target }) => {
      window.missed.delete(target);
      const { outlineStyle, boxShadow } = getComputedStyle(target);
      const shown = outlineStyle !== "none" || boxShadow !== "none" || target.matches("[type=date], [type=time]");
      if (!shown) window.unseen.push(target);
    });
    return stops.length;
  });
}

/// Presses Tab until everything that was noted had the keyboard; answers what never did, and what did
/// not show it.
async function walk(page, stops) {
  const left = () => page.evaluate(() => window.missed.size);
  for (let many = await left(), all = 0; many > 0 && all < 2 * stops + 10; many = await left()) {
    for (let press = 0; press < many; press += 1) await page.keyboard.press("Tab");
    all += many;
  }
  return page.evaluate(() => {
    const told = (some) => [...some].map((one) => one.outerHTML.slice(0, 120));
    return { missed: told(window.missed), unseen: told(window.unseen) };
  });
}

test("on every page, Tab begins with the way over the bar, and comes to everything", async () => {
  await stage.page({ traced: false, name: "keyboard-walk" }, async (page, watched) => {
    watched.expect(404, "/missions/");
    await signIn(page, stage.account("ADMIN"));
    const pages = await pagesOf(await signedIn(stage.server, stage.account("ADMIN")));
    for (const [name, path] of Object.entries(pages)) {
      await open(page, path);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip", name);
      await page.keyboard.press("Enter");
      assert.equal(await tag(page), "h1", name);
      await open(page, path);
      const many = await watchStops(page);
      assert.ok(many > 8, `${name} has ${many} stops only`);
      assert.deepEqual(await walk(page, many), { missed: [], unseen: [] }, name);
    }
  });
});

/// What opens over a page: the page, the button, and the title of the dialog.
const DIALOGS = [
  ["missions", /Nouvelle mission/, "Nouvelle mission"],
  ["teams", /Nouvelle \u00e9quipe/, "Nouvelle \u00e9quipe"],
  ["teams", /Supprimer.*Son/, /Supprimer l\u2019\u00e9quipe/],
  ["members", /Inviter/, "Inviter quelqu\u2019un"],
  ["members", /Modifier.*Nora Diallo/, /R\u00f4le et \u00e9quipes de Nora Diallo/],
  ["members", /Retirer.*Nora Diallo/, /Retirer Nora Diallo/],
  ["availability", /Ajouter/, "Ajouter une disponibilit\u00e9"],
  ["calendar", /Cr\u00e9er un abonnement/, "Cr\u00e9er un abonnement"],
  ["keys", /Nouvelle cl\u00e9/, "Nouvelle cl\u00e9"],
  ["planning", /^Cr\u00e9neau$/, "Nouveau cr\u00e9neau"],
];

test("a dialog takes the keyboard, keeps it, and gives it back on Escape", async () => {
  await stage.page({ traced: false, name: "keyboard-dialogs" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    for (const [where, button, title] of DIALOGS) {
      await open(page, `${ORG}/${where}`);
      const opener = page.getByRole("button", { name: button });
      await opener.focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog", { name: title });
      await dialog.waitFor();
      const inside = () => dialog.evaluate((dialog) => dialog.contains(document.activeElement));
      assert.ok(await inside(), `${title}: the keyboard stays outside`);
      const stops = await dialog.locator("a[href], button, input, select, textarea").count();
      for (let press = 0; press <= stops; press += 1) {
        await page.keyboard.press("Tab");
        // Between its last stop and its first one, the browser's own bar has the keyboard.
        assert.ok((await inside()) || (await tag(page)) === "body", `${title}: Tab leads out of it`);
      }
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await page.waitForFunction((button) => document.activeElement === button, await opener.elementHandle());
    }
  });
});

test("what was typed is not lost to Escape unasked", async () => {
  await stage.page({ name: "keyboard-unsaved" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    await open(page, `${ORG}/missions`);
    await page.getByRole("button", { name: "Nouvelle mission" }).click();
    const form = page.getByRole("dialog", { name: "Nouvelle mission" });
    await page.keyboard.type("Ph\u00e8dre");
    const asked = [];
    const answer = (keep) => page.once("dialog", (question) => {
      asked.push(question.message());
      return keep ? question.dismiss() : question.accept();
    });
    answer(true);
    await page.keyboard.press("Escape");
    assert.equal(await form.getByLabel("Titre").inputValue(), "Ph\u00e8dre");
    answer(false);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    assert.equal(asked.length, 2);
    assert.match(asked[0], /pas enregistr\u00e9/);
  });
});

test("a menu opens, is gone through, and closes where it was opened", async () => {
  await stage.page({ name: "keyboard-menu" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    await open(page, `${ORG}/missions`);
    const menu = page.getByRole("button", { name: "Plus" });
    await menu.focus();
    const unfolded = page.locator('[aria-expanded="true"]', { hasText: "Plus" });
    await page.keyboard.press("Enter");
    await unfolded.waitFor();
    const words = () => page.evaluate(() => document.activeElement.innerText.trim());
    await page.keyboard.press("ArrowDown");
    assert.equal(await words(), "\u00c9quipes");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("End");
    assert.equal(await words(), "R\u00e9glages");
    await page.keyboard.press("Escape");
    assert.equal(await words(), "Plus");
    await unfolded.waitFor({ state: "detached" });
    await page.keyboard.press("Enter");
    await unfolded.waitFor();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**${ORG}/settings`);
    await page.waitForFunction(() => document.activeElement.localName === "h1");
  });
});
