// How the app looks and speaks, and that it can be used without a mouse.

import assert from "node:assert/strict";
import { test } from "node:test";

import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const spoken = (page) => page.evaluate(() => document.documentElement.lang);
const ground = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

const LIGHT = "rgb(247, 247, 249)";
const DARK = "rgb(16, 18, 23)";

/// Chooses something in the profile's form of looks and saves it.
async function choose(page, choice, save) {
  const form = page.locator("form").filter({ has: page.getByRole("radio", { name: choice }) });
  await form.getByRole("radio", { name: choice }).check();
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await form.getByRole("button", { name: save }).click();
  assert.equal((await saved).status(), 200);
}

for (const [language, title] of [["fr", "Connexion"], ["en", "Sign in"]]) {
  test(`before anybody is known, the app speaks the browser's language: ${language}`, async () => {
    await stage.page({ name: "looks-first", language }, async (page) => {
      await page.goto("/app/");
      await page.getByRole("heading", { name: title }).waitFor();
      assert.equal(await spoken(page), language);
      assert.equal(await page.title(), `${title} - Callboard`);
    });
  });
}

test("the language of the profile is spoken at once, after a reload, and by the sign-in page", async () => {
  await stage.page({ name: "looks-language" }, async (page) => {
    await signIn(page, stage.technician("lea"));
    await page.goto("/app/profile");
    await choose(page, "English", "Enregistrer");
    await page.getByText("Profile saved.").waitFor();
    assert.equal(await spoken(page), "en");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Profile" }).waitFor();
    assert.equal(await page.title(), "Profile - Callboard");
    await page.getByRole("button", { name: "Account of L\u00e9a Rousseau" }).click();
    await page.getByRole("button", { name: "Sign out", exact: true }).first().click();
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    assert.equal(await spoken(page), "en");
    await signIn(page, stage.technician("lea"));
    await page.goto("/app/profile");
    await choose(page, "Fran\u00e7ais", "Save");
    await page.getByText("Profil enregistr\u00e9.").waitFor();
    assert.equal(await spoken(page), "fr");
  });
});

test("the theme of the profile counts more than the device's, and is there before anything is painted", async () => {
  await stage.page({ name: "looks-theme", theme: "light" }, async (page) => {
    await page.addInitScript(() => {
      const note = () => {
        window.themed ??= document.documentElement?.dataset.theme && performance.now();
      };
      new MutationObserver(note).observe(document, { attributes: true, childList: true, subtree: true });
    });
    await signIn(page, stage.technician("gael"));
    await page.goto("/app/profile");
    await page.getByRole("radio", { name: "Sombre" }).waitFor();
    assert.equal(await ground(page), LIGHT);
    await choose(page, "Sombre", "Enregistrer");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "dark");
    assert.equal(await ground(page), DARK);

    for (let turn = 0; turn < 3; turn += 1) {
      await page.reload();
      await page.getByRole("radio", { name: "Sombre" }).waitFor();
      const [themed, painted] = await page.evaluate(async () => {
        const [paint] = performance.getEntriesByType("paint");
        return [window.themed, paint.startTime];
      });
      assert.ok(themed < painted, `themed at ${themed} ms, painted at ${painted} ms`);
      assert.equal(await ground(page), DARK);
    }

    await choose(page, "Comme l\u2019appareil", "Enregistrer");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "auto");
    assert.equal(await ground(page), LIGHT);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await ground(page), DARK);
    await choose(page, "Clair", "Enregistrer");
    await page.waitForFunction(() => document.documentElement.dataset.theme === "light");
    assert.equal(await ground(page), LIGHT);
  });
});

test("without a network a bar says so, for as long as it is gone", async () => {
  await stage.page({ name: "looks-offline" }, async (page) => {
    await signIn(page, stage.account("TECH"));
    await page.getByRole("grid").waitFor();
    const bar = page.getByRole("status").filter({ hasText: "Hors ligne" });
    assert.equal(await bar.count(), 0);
    await page.context().setOffline(true);
    await bar.waitFor();
    await page.context().setOffline(false);
    await bar.waitFor({ state: "detached" });
  });
});
