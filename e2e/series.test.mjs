// A shift is repeated, and its occurrences are changed and deleted: one, those after it, or all.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { checkAxe } from "./support/axe.mjs";
import { cell, openWeek, shiftIn } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// A shift of somebody, from 9 to 13 by the summer's clock, as the API is asked for it.
async function morning(client, name, day) {
  const [missions, people] = await Promise.all([client.get("/missions"), client.get("/users?limit=200")]);
  const person = people.items.find((person) => person.name === name);
  return {
    mission_id: missions.items[0].id,
    person_id: person.id,
    role: "Montage",
    kind: "MONTAGE",
    start: `${day}T09:00:00+02:00`,
    end: `${day}T13:00:00+02:00`,
  };
}

const asManager = () => signedIn(stage.server, stage.account("MANAGER"));

/// So many Mondays of somebody, from this one on: the ids of the shifts, by day.
async function mondays(client, name, day, count) {
  const shift = await morning(client, name, day);
  const rule = { interval: 1, weekdays: ["MO"], count };
  const made = await client.post("/series", { shift, rule, dry_run: false });
  return made.rows.map((row) => row.created_id);
}

/// The roles of shifts, in their order.
async function roles(client, ids) {
  const shifts = await Promise.all(ids.map((id) => client.get(`/shifts/${id}`)));
  return shifts.map((shift) => shift.role);
}

/// The days of the series that a shift is of.
async function daysOf(client, id) {
  return (await client.get(`/shifts/${id}/series`)).occurrences.map((occurrence) => occurrence.day);
}

/// Opens a week of the planning.
async function planned(name, week, use) {
  await stage.page({ name }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await page.goto(`${page.url().split("?")[0]}?view=week&date=${week}`);
    await use(page);
  });
}

const drawer = (page) => page.getByRole("dialog", { name: "Modifier le cr\u00e9neau" });

/// Changes the role of the shift in the drawer, and answers the question that this raises.
async function renamed(page, role) {
  await drawer(page).getByLabel("R\u00f4le").fill(role);
  await drawer(page).getByRole("button", { name: "Enregistrer" }).click();
  const question = page.getByRole("dialog", { name: "Modifier la s\u00e9rie" });
  await question.waitFor();
  return question;
}

test("a shift is repeated from its drawer with the mouse, one time is left out, and it is undone", async () => {
  const client = await asManager();
  const { id } = await client.post("/shifts", await morning(client, "Karim Haddad", "2027-06-07"));
  await planned("repeat", "2027-W23", async (page) => {
    await shiftIn(page, "Karim Haddad", 0).click();
    await drawer(page).getByRole("link", { name: "R\u00e9p\u00e9ter" }).click();
    await page.getByRole("heading", { level: 1, name: "R\u00e9p\u00e9ter un cr\u00e9neau" }).waitFor();
    await page.getByLabel("Jeudi").check();
    await page.getByLabel("Toutes les combien de semaines").fill("2");
    await page.getByLabel("Nombre de fois").fill("5");
    await page.getByText("Toutes les 2 semaines, le lundi et le jeudi, 5 fois").waitFor();
    await page.getByRole("button", { name: "Cr\u00e9er 4 cr\u00e9neaux" }).waitFor();
    await checkAxe(page);
    await page.locator("table select").first().selectOption("LEAVE_OUT");
    await page.getByRole("button", { name: "Cr\u00e9er 3 cr\u00e9neaux" }).click();
    await page.getByText("3 cr\u00e9neaux cr\u00e9\u00e9s.").waitFor();
    await page.getByRole("heading", { level: 2, name: "R\u00e9sultat" }).waitFor();
    await checkAxe(page);
    assert.deepEqual(await daysOf(client, id), ["2027-06-07", "2027-06-21", "2027-06-24", "2027-07-05"]);
    const { rule } = await client.get(`/shifts/${id}/series`);
    assert.deepEqual(rule, { interval: 2, weekdays: ["MO", "TH"], count: 5 });

    await page.getByRole("button", { name: "Annuler l\u2019op\u00e9ration" }).click();
    await page.getByRole("button", { name: /^Cr\u00e9er \d+ cr\u00e9neaux$/ }).waitFor();
    await assert.rejects(daysOf(client, id), /: 404 /);
  });
});

test("a shift is repeated with the keyboard alone", async () => {
  const client = await asManager();
  const { id } = await client.post("/shifts", await morning(client, "Hugo Marchand", "2027-06-08"));
  await planned("repeat-keys", "2027-W23", async (page) => {
    await shiftIn(page, "Hugo Marchand", 1).waitFor();
    await cell(page, "Hugo Marchand", 1).focus();
    await page.keyboard.press("Enter");
    const link = drawer(page).getByRole("link", { name: "R\u00e9p\u00e9ter" });
    await link.waitFor();
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    const count = page.getByLabel("Nombre de fois");
    await count.waitFor();
    await tabTo(page, count);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("3");
    await page.getByRole("button", { name: "Cr\u00e9er 2 cr\u00e9neaux" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("2 cr\u00e9neaux cr\u00e9\u00e9s.").waitFor();
    await page.waitForFunction(() => document.activeElement.tagName === "H2");
    assert.deepEqual(await daysOf(client, id), ["2027-06-08", "2027-06-15", "2027-06-22"]);

    await tabTo(page, page.getByRole("link", { name: "Retour au planning" }));
    await page.keyboard.press("Enter");
    await shiftIn(page, "Hugo Marchand", 1).waitFor();
    assert.match(await shiftIn(page, "Hugo Marchand", 1).innerText(), /Fait partie d\u2019une s\u00e9rie/);
  });
});

/// Presses Tab until something has the keyboard.
async function tabTo(page, target) {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail("it cannot be reached with Tab");
}

test("a change reaches an occurrence and those after it, and is undone", async () => {
  const client = await asManager();
  const ids = await mondays(client, "Nora Diallo", "2027-06-07", 4);
  await planned("following", "2027-W24", async (page) => {
    await shiftIn(page, "Nora Diallo", 0).click();
    await drawer(page).getByText("Toutes les semaines, le lundi, 4 fois").waitFor();
    const question = await renamed(page, "R\u00e9gie plateau");
    await checkAxe(page);
    await question.getByLabel("Celui-ci et les suivants").check();
    await question.getByRole("button", { name: "Enregistrer" }).click();
    await page.getByText("3 cr\u00e9neaux modifi\u00e9s.").waitFor();
    await shiftIn(page, "Nora Diallo", 0).filter({ hasText: "R\u00e9gie plateau" }).waitFor();
    const after = ["Montage", "R\u00e9gie plateau", "R\u00e9gie plateau", "R\u00e9gie plateau"];
    assert.deepEqual(await roles(client, ids), after);
    assert.deepEqual(await daysOf(client, ids[1]), ["2027-06-14", "2027-06-21", "2027-06-28"]);

    await page.getByRole("status").getByRole("button", { name: "Annuler" }).click();
    await page.getByText("Annul\u00e9.").waitFor();
    assert.deepEqual(await roles(client, ids), ["Montage", "Montage", "Montage", "Montage"]);
  });
});

test("a change of the whole series says which occurrence it left, and why", async () => {
  const client = await asManager();
  const ids = await mondays(client, "Louise Perrin", "2027-06-07", 3);
  const last = await client.get(`/shifts/${ids[2]}`);
  await client.patch(`/shifts/${last.id}`, last.version, { status: "CANCELLED" });
  await planned("whole", "2027-W24", async (page) => {
    await shiftIn(page, "Louise Perrin", 0).click();
    const question = await renamed(page, "Pupitre");
    await question.getByLabel("Toute la s\u00e9rie").check();
    await question.getByRole("button", { name: "Enregistrer" }).click();
    const left = page.getByRole("dialog", { name: "1 cr\u00e9neau laiss\u00e9 tel quel" });
    await left.getByText("2 cr\u00e9neaux modifi\u00e9s.").waitFor();
    await left.getByText("Annul\u00e9, il le reste").waitFor();
    await checkAxe(page);
    assert.deepEqual(await roles(client, ids), ["Pupitre", "Pupitre", "Montage"]);
    await left.getByRole("button", { name: "Fermer" }).last().click();
    await left.waitFor({ state: "detached" });
  });
});

test("a change of one occurrence leaves the others", async () => {
  const client = await asManager();
  const ids = await mondays(client, "Th\u00e9o Lambert", "2027-06-07", 2);
  await planned("one", "2027-W23", async (page) => {
    await shiftIn(page, "Th\u00e9o Lambert", 0).click();
    const question = await renamed(page, "Poursuite");
    await question.getByRole("button", { name: "Enregistrer" }).click();
    await drawer(page).waitFor({ state: "detached" });
    assert.deepEqual(await roles(client, ids), ["Poursuite", "Montage"]);
  });
});

test("one occurrence is deleted with the keyboard, and the rest with the mouse", async () => {
  const client = await asManager();
  const ids = await mondays(client, "Bastien Roux", "2027-06-07", 3);
  await planned("delete", "2027-W23", async (page) => {
    await shiftIn(page, "Bastien Roux", 0).waitFor();
    await cell(page, "Bastien Roux", 0).focus();
    await page.keyboard.press("Delete");
    const question = page.getByRole("dialog", { name: "Supprimer la s\u00e9rie" });
    await question.getByLabel("Ce cr\u00e9neau seulement").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("Cr\u00e9neau supprim\u00e9.").waitFor();
    assert.deepEqual(await daysOf(client, ids[1]), ["2027-06-14", "2027-06-21"]);

    await page.goto(page.url().replace("2027-W23", "2027-W24"));
    await shiftIn(page, "Bastien Roux", 0).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Supprimer" }).click();
    await question.getByLabel("Toute la s\u00e9rie").check();
    await question.getByRole("button", { name: "Supprimer" }).click();
    await page.getByText("2 cr\u00e9neaux supprim\u00e9s.").waitFor();
    await shiftIn(page, "Bastien Roux", 0).waitFor({ state: "detached" });
    for (const id of ids) await assert.rejects(client.get(`/shifts/${id}`), /: 404 /);
  });
});
