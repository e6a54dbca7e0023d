// The week is planned with the keyboard alone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { cell, focused, openWeek, shiftIn } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

function planned(name, use) {
  return stage.page({ name }, async (page, watched) => {
    await openWeek(page, stage.account("MANAGER"));
    await use(page, watched);
  });
}

const moves = (page) => page.waitForResponse((answer) => answer.request().method() === "PATCH");

test("the grid is one tab stop, and arrows go through it", async () => {
  await planned("arrows", async (page) => {
    const stops = await page.locator('[role="grid"] [tabindex="0"]').count();
    assert.equal(stops, 1);
    await cell(page, "Bastien Roux", 2).focus();
    await page.keyboard.press("End");
    assert.match((await focused(page)).cell, /2026-11-29$/);
    await page.keyboard.press("Control+Home");
    assert.equal((await focused(page)).id, "at-open-0");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.match((await focused(page)).cell, /2026-11-23$/);
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Control+End");
    assert.match((await focused(page)).cell, /2026-11-29$/);
  });
});

test("M takes a shift up, arrows carry it, Enter drops it, the focus goes along", async () => {
  await planned("move-mode", async (page) => {
    await cell(page, "Karim Haddad", 0).focus();
    await page.keyboard.press("m");
    await page.getByText("Cr\u00e9neau saisi").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.getByText("Louise Perrin, mardi 24 novembre, libre").waitFor();
    const saved = moves(page);
    await page.keyboard.press("Enter");
    assert.equal((await saved).status(), 200);
    await shiftIn(page, "Louise Perrin", 1).waitFor();
    await page.waitForFunction(() => document.activeElement.classList.contains("shift"));
    assert.match((await focused(page)).cell, /2026-11-24$/);

    await page.keyboard.press("m");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Escape");
    await page.getByText("D\u00e9placement annul\u00e9.").waitFor();
    assert.equal(await shiftIn(page, "Louise Perrin", 1).count(), 1);
  });
});

test("Alt and an arrow move a shift at once, twice in a row", async () => {
  await planned("shove", async (page) => {
    await cell(page, "Hugo Marchand", 0).focus();
    await page.keyboard.press("Alt+ArrowRight");
    await page.waitForFunction(() => document.activeElement.closest("[data-cell$='2026-11-24']"));
    await page.keyboard.press("Alt+ArrowRight");
    await page.waitForFunction(() => document.activeElement.closest("[data-cell$='2026-11-25']"));
    await page.locator(".shift[aria-busy]").first().waitFor({ state: "detached" });
    await page.reload();
    await shiftIn(page, "Hugo Marchand", 2).filter({ hasText: "09:00" }).waitFor();
    assert.equal(await shiftIn(page, "Hugo Marchand", 0).count(), 0);
  });
});

test("letters turn the page, and the back button turns it back", async () => {
  await planned("letters", async (page) => {
    await cell(page, "Bastien Roux", 0).focus();
    await page.keyboard.press("j");
    await page.waitForURL(/date=2026-W49/);
    await page.getByRole("heading", { level: 1, name: /S49/ }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /S48/ }).waitFor();
    await cell(page, "Bastien Roux", 0).focus();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Raccourcis clavier" });
    await keys.waitFor();
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.closest("[data-cell]"));
    await page.keyboard.press("/");
    assert.equal((await focused(page)).id, "planning-search");
    await page.keyboard.type("jtd");
    await page.waitForURL(/q=jtd/);
  });
});

test("by the hour, where there is no grid, Tab comes to each shift", async () => {
  await planned("day-tab", async (page) => {
    await cell(page, "Bastien Roux", 2).focus();
    await page.keyboard.press("d");
    const day = page.getByRole("region", { name: "mercredi 25 novembre" });
    await day.locator(".shift").first().waitFor();
    await day.focus();
    await page.keyboard.press("Tab");
    assert.equal((await focused(page)).kind, "shift");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Modifier le cr\u00e9neau" }).waitFor();
  });
});

test("letters do nothing once they are switched off, arrows still do", async () => {
  await stage.page({ name: "letters-off" }, async (page) => {
    const admin = await signedIn(stage.server, stage.account("ADMIN"));
    const { version } = await admin.get("/auth/me");
    await admin.patch("/auth/me", version, { shortcuts: "off" });
    await openWeek(page, stage.account("ADMIN"));
    await cell(page, "Bastien Roux", 0).focus();
    for (const key of ["j", "m", "c", "?"]) await page.keyboard.press(key);
    await page.keyboard.press("ArrowRight");
    assert.match((await focused(page)).cell, /2026-11-24$/);
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.equal(await page.locator("[data-carrying]").count(), 0);
  });
});
