// The planning as it is read: by a technician, on a phone, in both themes and languages, narrowed,
// by the hour, as a list, over a clock change, and without a network.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { checkAxe } from "./support/axe.mjs";
import { LOOKS } from "./support/browser.mjs";
import { cell, openAgenda, openWeek, planningOf, row, shiftIn } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

for (const look of LOOKS) {
  test(`axe finds nothing on the planning: ${look.theme}, ${look.width} px`, async () => {
    await stage.page({ ...look, name: "planning-axe" }, async (page) => {
      await signIn(page, stage.account("MANAGER"));
      await page.locator(".shift").first().waitFor();
      await checkAxe(page);
      await page.locator(".shift").first().click();
      await page.getByRole("dialog").waitFor();
      await checkAxe(page);
      await page.keyboard.press("Escape");
      for (const view of ["day", "list"]) {
        await page.goto(`${page.url().split("?")[0]}?view=${view}&date=2026-11-25`);
        await page.locator(".shift").first().waitFor();
        await checkAxe(page);
      }
    });
  });
}

test("a technician sees the own row first, and nothing that changes anything", async () => {
  await stage.page({ name: "tech" }, async (page) => {
    const tech = stage.account("TECH");
    await openWeek(page, tech);
    const first = page.locator("[data-kind]").first();
    assert.match(await first.getByRole("rowheader").innerText(), /moi/);
    assert.equal(await page.getByRole("button", { name: /Actions|Cr\u00e9neau$|Conflits/ }).count(), 0);
    assert.equal(await page.getByText("Brouillon").count(), 0);
    await first.getByRole("gridcell").nth(0).click();
    for (const key of ["c", "m", "Delete", "Alt+ArrowRight"]) await page.keyboard.press(key);
    assert.equal(await page.getByRole("dialog").count(), 0);
    await first.locator(".shift").first().click();
    const facts = page.getByRole("dialog", { name: "Cr\u00e9neau" });
    await facts.getByText("Lieu").waitFor();
    assert.equal(await facts.locator("input, select, textarea").count(), 0);
  });
});

test("a technician's phone shows the own shifts, and everybody's when asked", async () => {
  await stage.page({ name: "tech-phone", width: 390 }, async (page) => {
    await openAgenda(page, stage.account("TECH"));
    assert.equal(await page.locator(".agenda-person").count(), 1);
    await page.getByLabel("Toute l\u2019\u00e9quipe").check();
    await page.locator(".agenda-person").nth(1).waitFor();
    await page.waitForURL(/whose=all/);
  });
});

test("the address keeps what the planning is narrowed to", async () => {
  await stage.page({ name: "filters" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    const people = page.locator('[data-kind="person"]');
    const all = await people.count();
    await page.getByRole("button", { name: "Filtres" }).click();
    await page.getByLabel("\u00c9quipe").selectOption({ label: "Lumi\u00e8re" });
    await page.waitForURL(/team=/);
    assert.ok((await people.count()) < all);
    await page.reload();
    await page.getByRole("button", { name: "Filtres (1)" }).waitFor();
    await page.goBack();
    await page.waitForFunction((rows) => document.querySelectorAll('[data-kind="person"]').length === rows, all);
    await page.getByLabel("Rechercher").fill("zzz");
    await page.getByText("Aucun r\u00e9sultat").waitFor();
    await page.getByRole("button", { name: "Effacer les filtres" }).first().click();
    await page.getByRole("button", { name: /Conflits : / }).click();
    await page.waitForURL(/only=conflicts/);
    for (const shift of await page.locator(".shift").all()) assert.match(await shift.innerText(), /Chevauchement|Indisponible/);
  });
});

test("three shifts of a cell are shown, the others when asked for", async () => {
  await stage.page({ name: "many" }, async (page) => {
    const manager = await signedIn(stage.server, stage.account("MANAGER"));
    const { people, missions } = await planningOf(manager, "2026-11-23");
    const person = people.find((one) => one.name === "Nora Diallo");
    for (const hour of ["08", "09", "10", "11", "12"]) {
      await manager.post("/shifts", {
        mission_id: missions[0].id,
        person_id: person.id,
        role: `Poste ${hour}`,
        kind: "AUTRE",
        start: `2026-11-26T${hour}:00:00+01:00`,
        end: `2026-11-26T${hour}:45:00+01:00`,
      });
    }
    await openWeek(page, stage.account("MANAGER"));
    const day = cell(page, "Nora Diallo", 3);
    await day.getByRole("button", { name: /^\+2/ }).click();
    await day.locator(".shift").nth(4).waitFor();
    await page.keyboard.press("Escape");
    await day.locator(".shift").nth(3).waitFor({ state: "detached" });
    assert.equal(await day.locator(".shift").count(), 3);
  });
});

test("the clock change is said in the form, and its second pass can be chosen", async () => {
  await stage.page({ name: "clock-change", language: "fr" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await cell(page, "Ma\u00efwenn Colin", 3).click();
    const form = page.getByRole("dialog", { name: "Nouveau cr\u00e9neau" });
    await form.getByLabel("Mission").selectOption({ label: "Antigone" });
    await form.getByLabel("R\u00f4le").fill("Veille");
    await form.getByLabel("D\u00e9but, date").fill("2026-10-25");
    await form.getByLabel("D\u00e9but, heure").fill("02:30");
    await form.getByLabel("Fin, heure").fill("06:00");
    await form.getByText("Dur\u00e9e travaill\u00e9e : 4 h 30").waitFor();
    await form.getByLabel("Le second (heure d\u2019hiver)").check();
    await form.getByText("Dur\u00e9e travaill\u00e9e : 3 h 30").waitFor();
    await form.getByLabel("D\u00e9but, date").fill("2026-03-29");
    await form.getByText("Heure retenue : 03:30").waitFor();
  });
});

test("without a network a move is taken back, said, and can be tried again", async () => {
  await stage.page({ name: "offline" }, async (page, watched) => {
    await openWeek(page, stage.account("MANAGER"));
    watched.provoke();
    await cell(page, "Oph\u00e9lie Caron", 0).focus();
    await page.context().setOffline(true);
    await page.keyboard.press("Alt+ArrowRight");
    const refusal = page.getByRole("alert").filter({ hasText: "Non enregistr\u00e9" });
    await refusal.waitFor();
    assert.equal(await shiftIn(page, "Oph\u00e9lie Caron", 0).count(), 1);
    await page.context().setOffline(false);
    const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
    await refusal.getByRole("button", { name: "R\u00e9essayer" }).click();
    assert.equal((await saved).status(), 200);
  });
});

test("the planning speaks English to those who do", async () => {
  await stage.page({ name: "english" }, async (page) => {
    const admin = await signedIn(stage.server, stage.account("ADMIN"));
    const { version } = await admin.get("/auth/me");
    await admin.patch("/auth/me", version, { language: "en" });
    await openWeek(page, stage.account("ADMIN"));
    await page.getByRole("grid", { name: "Planning, 23\u201329 Nov 2026" }).waitFor();
    await page.getByRole("heading", { level: 1, name: "Planning, W48 23\u201329 Nov 2026" }).waitFor();
    await row(page, "Not assigned").waitFor();
    await page.getByRole("radio", { name: "Day" }).check();
    await page.getByRole("heading", { level: 1, name: /Wednesday 25 November/ }).waitFor();
    await page.locator(".now-line").first().waitFor();
  });
});
