// Acts on single shifts are undone, and done again: Ctrl and Z, as everywhere; so are copies of one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { cell, openWeek, shiftIn } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const WHO = "Hugo Marchand";

test("two moves are undone one by one, and done again", async () => {
  await stage.page({ name: "undo-moves" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await cell(page, WHO, 0).focus();
    for (const day of ["24", "25"]) {
      await page.keyboard.press("Alt+ArrowRight");
      await page.waitForFunction((day) => document.activeElement.closest(`[data-cell$='2026-11-${day}']`), day);
      await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    }
    const at = (day) => shiftIn(page, WHO, day).filter({ hasText: "09:00" });
    await at(2).waitFor();
    await page.keyboard.press("Control+z");
    await at(1).waitFor();
    await page.getByText("Annul\u00e9.").waitFor();
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await at(0).waitFor();
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await page.getByText("Rien \u00e0 annuler.").waitFor();

    await page.keyboard.press("Control+y");
    await at(1).waitFor();
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+Z");
    await at(2).waitFor();
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    await page.reload();
    await at(2).waitFor();
    assert.equal(await at(0).count(), 0);
  });
});

test("a deleted shift comes back", async () => {
  await stage.page({ name: "undo-delete" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    const shift = shiftIn(page, "Karim Haddad", 0);
    assert.equal(await shift.count(), 1);
    await cell(page, "Karim Haddad", 0).focus();
    await page.keyboard.press("Delete");
    await page.getByRole("dialog").getByRole("button", { name: "Supprimer" }).click();
    await shift.waitFor({ state: "detached" });
    await page.getByText("Cr\u00e9neau supprim\u00e9.").first().waitFor();
    await page.keyboard.press("Control+z");
    await shift.waitFor();
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    await page.reload();
    await shift.waitFor();
  });
});

test("a shift is copied to another person and day, and the copy is taken back", async () => {
  await stage.page({ name: "copy-paste" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await cell(page, "Ma\u00efwenn Colin", 1).focus();
    await page.keyboard.press("Control+c");
    await page.getByText("Choisissez une case, puis Ctrl + V.").waitFor();
    await cell(page, "Oph\u00e9lie Caron", 3).focus();
    await page.keyboard.press("Control+v");
    const copy = shiftIn(page, "Oph\u00e9lie Caron", 3).filter({ hasText: "14:00" });
    await copy.and(page.locator("[data-status=DRAFT]")).waitFor();
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    assert.equal(await shiftIn(page, "Ma\u00efwenn Colin", 1).count(), 1);
    await page.keyboard.press("Control+z");
    await copy.waitFor({ state: "detached" });
    await page.getByText("Annul\u00e9.").waitFor();
  });
});
