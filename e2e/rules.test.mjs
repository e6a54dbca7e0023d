// Labour rules: the organisation writes them, a shift that is dragged is held to them in every cell,
// and what blocks is overridden with a reason.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { cell, dragTo, openWeek, shiftIn } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// Somebody new with a show on Monday evening and one on Tuesday evening, and what else is given.
async function person(name, more = []) {
  const admin = await signedIn(stage.server, stage.account("ADMIN"));
  await block(admin);
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@lac.example.org`;
  const { id } = await admin.post("/users", { email, name, role: "TECH", team_ids: [] });
  const { items } = await admin.get("/missions");
  const { id: mission } = items.find((it) => it.title === "Antigone");
  const shows = [
    ["2026-11-23T18:00:00+01:00", "2026-11-23T23:00:00+01:00"],
    ["2026-11-25T07:00:00+01:00", "2026-11-25T11:00:00+01:00"],
    ...more,
  ];
  for (const [start, end] of shows) {
    const shift = { mission_id: mission, person_id: id, role: "R\u00e9gie", kind: "SPECTACLE", start, end };
    await admin.post("/shifts", shift);
  }
  return { admin, id };
}

/// Lets short rests block, unless the organisation has written so already.
async function block(admin) {
  const { items } = await admin.get("/orgs/current/labour-policies");
  if (items.length > 0) return;
  const rules = ["daily_work", "amplitude", "daily_rest", "weekly_rest", "weekly_work", "mean_work", "pause"];
  const levels = Object.fromEntries([...rules, "shortest_call"].map((rule) => [rule, "WARN"]));
  const limits = {
    daily_work: 600,
    daily_work_extended: 720,
    amplitude: 780,
    daily_rest: 660,
    short_rest: 540,
    short_rests_a_week: 2,
    short_rests_in_seven_days: 3,
    weekly_rest: 2100,
    weekly_work: 2880,
    mean_work: 2640,
    pause_after: 360,
    pause: 20,
    shortest_call: 210,
  };
  const input = { effective_from: "2026-11-01", limits, levels: { ...levels, daily_rest: "BLOCK" } };
  await admin.post("/orgs/current/labour-policies", input);
}

test("an administrator writes rules, from a day on, and a manager reads them", async () => {
  await stage.page({ name: "rules" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    await page.getByRole("grid").waitFor();
    await page.getByRole("button", { name: "Plus" }).click();
    await page.getByRole("link", { name: "R\u00e8gles du travail" }).click();
    await page.getByRole("heading", { name: "Par d\u00e9faut" }).waitFor();
    await page.getByRole("row", { name: /Repos quotidien.*L3131-1.*Avertit.*11\sh/ }).waitFor();

    await page.getByRole("button", { name: "Nouvelles r\u00e8gles" }).click();
    const form = page.getByRole("dialog", { name: "Nouvelles r\u00e8gles" });
    await form.getByLabel("En vigueur d\u00e8s le").fill("2026-11-01");
    const rest = form.getByRole("group", { name: "Repos quotidien" });
    await rest.getByRole("radio", { name: "Bloque" }).check();
    await form.getByLabel("Repos court, minimum").fill("12:00");
    await form.getByRole("button", { name: "Enregistrer les r\u00e8gles" }).click();
    await form.getByLabel("Repos court, minimum").and(page.locator("[aria-invalid=true]")).waitFor();
    await form.getByLabel("Repos court, minimum").fill("9:00");
    await form.getByRole("button", { name: "Enregistrer les r\u00e8gles" }).click();
    await page.getByText("R\u00e8gles enregistr\u00e9es.").waitFor();
    const kept = page.locator(".policy").filter({ hasText: "\u00c0 partir du" });
    await kept.getByText("En vigueur").waitFor();
    await kept.getByRole("row", { name: /Repos quotidien.*Bloque/ }).waitFor();
  });
  await stage.page({ name: "rules-manager" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await page.goto(page.url().replace(/planning.*/, "rules"));
    await page.getByRole("row", { name: /Repos quotidien.*Bloque/ }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Nouvelles r\u00e8gles" }).count(), 0);
  });
});

test("a dragged shift is said to be free, a warning or blocked; a refusal is overridden", async () => {
  const { admin, id } = await person("Nour Test");
  await stage.page({ name: "rules-drag" }, async (page, watched) => {
    watched.expect(409, "/shifts");
    await openWeek(page, stage.account("MANAGER"));
    const early = () => shiftIn(page, "Nour Test", 2);
    await dragTo(page, early(), cell(page, "Nour Test", 4));
    const verdict = page.locator(".cell-verdict");
    assert.match(await verdict.innerText(), /libre/);
    // From 23:00 to 7:00 are eight hours.
    await hover(page, cell(page, "Nour Test", 1));
    await page.locator('[data-verdict="blocked"]').first().waitFor();
    assert.match(await verdict.innerText(), /bloqu\u00e9.*repos quotidien 8\sh \(min\. 11\sh\).*dans cette organisation/);
    assert.match(await page.locator(".drag-ghost").innerText(), /bloqu\u00e9/);
    await page.mouse.up();
    const refusal = page.getByRole("alert").filter({ hasText: "Non enregistr\u00e9" });
    await refusal.getByRole("button", { name: "Forcer" }).click();
    const question = page.getByRole("dialog", { name: /Une r\u00e8gle du travail bloque/ });
    await question.getByText(/repos quotidien 8\sh/).waitFor();
    await question.getByLabel("Raison").fill("Remplacement convenu");
    await question.getByRole("button", { name: "Enregistrer quand m\u00eame" }).click();
    const moved = shiftIn(page, "Nour Test", 1);
    await moved.filter({ hasText: "repos quotidien" }).waitFor();
    await moved.click();
    const form = page.getByRole("dialog", { name: "Modifier le cr\u00e9neau" });
    await form.getByText("Remplacement convenu").waitFor();
    await form.getByText(/repos quotidien 8\sh/).waitFor();
  });
  const window = "from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";
  const kept = await admin.get(`/shifts?${window}&person_id=${id}`);
  assert.ok(kept.items.some((it) => it.rules_reason === "Remplacement convenu"));
});

test("the form is refused by a rule, and takes the reason", async () => {
  await person("Lou Test");
  await stage.page({ name: "rules-form" }, async (page, watched) => {
    watched.expect(409, "/shifts");
    await openWeek(page, stage.account("MANAGER"));
    await cell(page, "Lou Test", 1).click();
    const form = page.getByRole("dialog", { name: "Nouveau cr\u00e9neau" });
    await form.getByLabel("Mission").selectOption({ label: "Antigone" });
    await form.getByLabel("R\u00f4le").fill("Plateau");
    await form.getByLabel("D\u00e9but, heure").fill("08:00");
    await form.getByLabel("Fin, heure").fill("12:00");
    await form.getByText(/repos quotidien 9\sh/).waitFor();
    await form.getByRole("button", { name: "Cr\u00e9er" }).click();
    await form.getByLabel("Raison de la d\u00e9rogation").fill("Accord");
    await form.getByRole("button", { name: "Enregistrer quand m\u00eame" }).click();
    await form.waitFor({ state: "detached" });
    await shiftIn(page, "Lou Test", 1).waitFor();
  });
});

test("the arrow keys say the same, cell by cell", async () => {
  await person("Sacha Test");
  await stage.page({ name: "rules-keys" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await cell(page, "Sacha Test", 2).focus();
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowLeft");
    await page.getByText(/Sacha Test, mardi 24 novembre.*bloqu\u00e9.*repos quotidien/).waitFor();
    assert.match(await page.locator(".cell-verdict").innerText(), /bloqu\u00e9/);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".cell-verdict").count(), 0);
  });
});

/// Holds what is dragged over something else.
async function hover(page, over) {
  const box = await over.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(20, box.height / 2), { steps: 10 });
}
