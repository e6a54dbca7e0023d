// A shift is moved without dragging: its menu, then a tap where it is to be (WCAG 2.5.7).

import assert from "node:assert/strict";
import { test } from "node:test";

import { cell, openWeek, row, shiftIn } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

test("by the menu of a chip and a click on a cell", async () => {
  await stage.page({ name: "tap-desktop" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await shiftIn(page, "Karim Haddad", 4).hover();
    await row(page, "Karim Haddad").getByRole("button", { name: /Actions : 18:00/ }).click();
    await page.getByRole("menuitem", { name: "D\u00e9placer" }).click();
    await page.getByText(/D\u00e9placer 18:00.*choisissez une case/).waitFor();
    await cell(page, "Th\u00e9o Lambert", 3).click();
    await shiftIn(page, "Th\u00e9o Lambert", 3).filter({ hasText: "18:00" }).waitFor();
    assert.equal(await shiftIn(page, "Karim Haddad", 4).count(), 0);
  });
});

test("on a phone: the day is chosen in the strip, the person in the list", async () => {
  await stage.page({ name: "tap-phone", width: 390 }, async (page) => {
    await signIn(page, stage.account("MANAGER"));
    const days = page.getByRole("group", { name: "Jours de la semaine" });
    const person = (name) => page.locator(".agenda-person").filter({ hasText: name });
    await days.getByRole("button", { name: /lun. 23/ }).tap();
    await person("Hugo Marchand").getByRole("button", { name: /^Actions/ }).tap();
    await page.getByRole("menuitem", { name: "D\u00e9placer" }).tap();
    await days.getByRole("button", { name: /jeu. 26/ }).tap();
    await person("Nora Diallo").getByRole("button", { name: "D\u00e9poser ici" }).tap();
    await person("Nora Diallo").locator(".shift").filter({ hasText: "09:00" }).waitFor();
    await page.getByRole("button", { name: "Jour pr\u00e9c\u00e9dent" }).tap();
    await page.waitForURL(/date=2026-11-25/);
  });
});

test("Cancel leaves the shift where it was", async () => {
  await stage.page({ name: "tap-cancel" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await shiftIn(page, "In\u00e8s Fontaine", 0).click({ button: "right" });
    await page.getByRole("menuitem", { name: "D\u00e9placer" }).click();
    await page.getByRole("button", { name: "Annuler" }).click();
    await page.getByText("D\u00e9placement annul\u00e9.").waitFor();
    assert.equal(await shiftIn(page, "In\u00e8s Fontaine", 0).count(), 1);
  });
});
