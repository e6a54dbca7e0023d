// A week copied onto another, looked at afterwards, and undone: by mouse and by keyboard.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { checkAxe } from "./support/axe.mjs";
import { LOOKS } from "./support/browser.mjs";
import { openWeek, planningOf } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// A week that the demo company has not planned, so far ahead that no other test plans it.
const EMPTY = ["2027-06-07", "2027-W23"];

/// How many shifts a week has.
async function shifts(monday) {
  const manager = await signedIn(stage.server, stage.account("MANAGER"));
  return (await planningOf(manager, monday)).shifts.length;
}

test("last week is copied from an empty one, seen there, and taken back by one click", async () => {
  await stage.page({ name: "copy-week" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    const planning = page.url().split("?")[0];
    await page.goto(`${planning}?view=week&date=${EMPTY[1]}`);
    await page.getByText("Aucun cr\u00e9neau cette semaine").waitFor();
    await page.getByRole("main").getByRole("link", { name: "Copier la semaine pr\u00e9c\u00e9dente" }).click();
    await page.getByLabel("Semaine \u00e0 copier").fill("2026-11-16");
    assert.equal(await page.getByLabel("Vers la semaine").inputValue(), EMPTY[0]);
    const act = page.getByRole("button", { name: /^Copier \d+ cr\u00e9neaux$/ });
    await page.getByRole("button", { name: "Copier 52 cr\u00e9neaux" }).waitFor();

    // One is left out, one is copied for nobody.
    const choices = page.getByRole("row").getByRole("combobox");
    await choices.nth(0).selectOption({ label: "Ne pas copier" });
    await page.getByRole("button", { name: "Copier 51 cr\u00e9neaux" }).waitFor();
    await choices.nth(1).selectOption({ label: "Copier sans affecter" });
    await page.getByText("1 copi\u00e9 sans affecter").waitFor();
    await act.click();
    await page.getByRole("heading", { name: "R\u00e9sultat de la copie" }).waitFor();
    assert.equal(await shifts(EMPTY[0]), 51);

    await page.getByRole("link", { name: "Voir la semaine dans le planning" }).click();
    await page.locator(".shift[data-status=DRAFT]").first().waitFor();
    await page.goto(planning.replace("planning", "operations"));
    await page.getByRole("button", { name: "Annuler l\u2019op\u00e9ration" }).first().click();
    await page.getByText("51 cr\u00e9neaux remis comme avant.").waitFor();
    assert.equal(await shifts(EMPTY[0]), 0);
    await page.getByText("Annul\u00e9e depuis").waitFor();

    // What it told stays readable.
    await page.getByRole("link", { name: "Cr\u00e9neaux copi\u00e9s" }).click();
    await page.getByRole("cell", { name: "Copi\u00e9, non affect\u00e9" }).waitFor();
  });
});

test("the same by keyboard alone", async () => {
  await stage.page({ name: "copy-week-keys" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await page.goto(`${page.url().split("?")[0]}/paste?to=2027-W27`);
    const from = page.getByLabel("Semaine \u00e0 copier");
    await from.fill("2026-11-16");
    await page.getByRole("button", { name: "Copier 52 cr\u00e9neaux" }).waitFor();
    await from.focus();
    await page.keyboard.press("Enter");
    const report = page.getByRole("heading", { name: "R\u00e9sultat de la copie" });
    await report.waitFor();
    assert.equal(await report.evaluate((heading) => document.activeElement === heading), true);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("52 cr\u00e9neaux remis comme avant.").waitFor();
  });
});

test("a technician finds neither the way nor the page", async () => {
  await stage.page({ name: "copy-week-tech" }, async (page) => {
    await openWeek(page, stage.account("TECH"));
    assert.equal(await page.getByRole("link", { name: /Copier/ }).count(), 0);
    await page.goto(`${page.url().split("?")[0]}/paste`);
    await page.getByText("Acc\u00e8s r\u00e9serv\u00e9").waitFor();
    assert.equal(await page.getByRole("combobox").count(), 0);
  });
});

for (const look of LOOKS) {
  test(`axe finds nothing on what is copied: ${look.theme}, ${look.width} px`, async () => {
    await stage.page({ ...look, name: "copy-week-axe" }, async (page) => {
      await signIn(page, stage.account("MANAGER"));
      await page.locator(".shift").first().waitFor();
      await page.goto(`${page.url().split("?")[0]}/paste`);
      await page.getByRole("table").waitFor();
      await checkAxe(page);
    });
  });
}
