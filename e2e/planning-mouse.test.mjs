// The week is planned with a mouse: a shift is made, moved, changed, refused and deleted.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { cell, dragTo, idOf, openWeek, shiftIn } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// Opens the week of 23 November 2026 for the manager.
function planned(name, look, use) {
  return stage.page({ ...look, name }, async (page, watched) => {
    await openWeek(page, stage.account("MANAGER"));
    await use(page, watched);
  });
}

test("a shift is dragged to another day and keeps its wall time", async () => {
  await planned("drag", {}, async (page) => {
    const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await dragTo(page, shiftIn(page, "Karim Haddad", 0), cell(page, "Karim Haddad", 2));
    assert.match(await page.locator(".drag-ghost").innerText(), /libre/);
    await page.mouse.up();
    assert.deepEqual((await saved).request().postDataJSON(), {
      start: "2026-11-25T08:00:00Z",
      end: "2026-11-25T12:00:00Z",
    });
    await shiftIn(page, "Karim Haddad", 2).waitFor();
    assert.equal(await shiftIn(page, "Karim Haddad", 0).count(), 0);
  });
});

test("Escape takes a drag back", async () => {
  await planned("drag-back", {}, async (page) => {
    await dragTo(page, shiftIn(page, "Louise Perrin", 2), cell(page, "Louise Perrin", 0));
    await page.locator(".drag-ghost").waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".drag-ghost").waitFor({ state: "detached" });
    await page.mouse.up();
    assert.equal(await shiftIn(page, "Louise Perrin", 2).count(), 1);
  });
});

test("a night is made from an empty cell, stands on both days, and is deleted", async () => {
  await planned("create", {}, async (page) => {
    const at = () => cell(page, "Ma\u00efwenn Colin", 5);
    await at().click();
    const form = page.getByRole("dialog", { name: "Nouveau cr\u00e9neau" });
    await form.getByRole("button", { name: "Cr\u00e9er" }).click();
    await form.getByRole("link", { name: /Mission/ }).waitFor();
    await form.getByLabel("Mission").selectOption({ label: "Antigone" });
    await form.getByLabel("R\u00f4le").fill("Habillage");
    await form.getByLabel("D\u00e9but, heure").fill("22:00");
    await form.getByLabel("Fin, heure").fill("02:00");
    await form.getByLabel("Pause").fill("30");
    assert.equal(await form.getByLabel("Fin, date").inputValue(), "2026-11-29");
    await form.getByRole("button", { name: "Cr\u00e9er" }).click();
    await form.waitFor({ state: "detached" });
    assert.match(await at().innerText(), /22:00.02:00 \(\+1\)[\s\S]*Antigone[\s\S]*Brouillon/);
    assert.match(await cell(page, "Ma\u00efwenn Colin", 6).innerText(), /22:00.02:00 \(\+1\)[\s\S]*Suite/);

    await at().focus();
    await page.keyboard.press("Delete");
    await page.getByRole("dialog", { name: "Supprimer" }).getByRole("button", { name: "Supprimer" }).click();
    await page.getByText("Cr\u00e9neau supprim\u00e9.").waitFor();
    assert.equal(await at().locator(".shift").count(), 0);
  });
});

test("an overlap is refused and rolled back, then forced with a reason", async () => {
  await planned("overlap", {}, async (page, watched) => {
    watched.expect(409, "/shifts");
    const taken = () => cell(page, "Bastien Roux", 2).locator(".shift");
    await dragTo(page, shiftIn(page, "Oph\u00e9lie Caron", 2), cell(page, "Bastien Roux", 2));
    assert.match(await page.locator(".drag-ghost").innerText(), /conflit/);
    await page.mouse.up();
    const refusal = page.getByRole("alert").filter({ hasText: "Bastien Roux a d\u00e9j\u00e0" });
    await refusal.waitFor();
    await shiftIn(page, "Oph\u00e9lie Caron", 2).waitFor();
    assert.equal(await taken().count(), 1);

    await refusal.getByRole("button", { name: "Forcer" }).click();
    const question = page.getByRole("dialog", { name: "Cette personne est d\u00e9j\u00e0 prise" });
    await question.getByLabel("Raison").fill("Doublage convenu");
    await question.getByRole("button", { name: "Enregistrer quand m\u00eame" }).click();
    await taken().nth(1).waitFor();
    assert.match(await taken().nth(1).innerText(), /Chevauchement/);
  });
});

test("the form says which shift is in the way", async () => {
  await planned("overlap-form", {}, async (page, watched) => {
    watched.expect(409, "/shifts");
    await shiftIn(page, "Bastien Roux", 0).click();
    const form = page.getByRole("dialog", { name: "Modifier le cr\u00e9neau" });
    await form.getByLabel("Personne").selectOption({ label: "In\u00e8s Fontaine" });
    await form.getByText("chevauche").waitFor();
    await form.getByRole("button", { name: "Enregistrer" }).click();
    await form.getByText("In\u00e8s Fontaine a d\u00e9j\u00e0").waitFor();
    await form.getByRole("button", { name: "Annuler" }).click();
    await form.waitFor({ state: "detached" });
    assert.equal(await shiftIn(page, "Bastien Roux", 0).count(), 1);
  });
});

test("somebody else's change is shown beside one's own, and one's own is saved on top", async () => {
  await planned("stale", {}, async (page, watched) => {
    watched.expect(412, "/shifts");
    const moved = shiftIn(page, "Samia Belkacem", 1);
    const id = await idOf(moved);
    const admin = await signedIn(stage.server, stage.account("ADMIN"));
    const { version } = await admin.get(`/shifts/${id}`);
    await dragTo(page, moved, cell(page, "Samia Belkacem", 3));
    await admin.patch(`/shifts/${id}`, version, { role: "Habillage" });
    await page.mouse.up();
    const question = page.getByRole("dialog", { name: "Modifi\u00e9 entre-temps" });
    await question.getByRole("row", { name: /Horaires mardi 24.*jeudi 26/ }).waitFor();
    await question.getByRole("row", { name: /R\u00f4le Habillage/ }).waitFor();
    await question.getByRole("button", { name: "Enregistrer la mienne" }).click();
    await shiftIn(page, "Samia Belkacem", 3).filter({ hasText: "Habillage" }).waitFor();
  });
});
