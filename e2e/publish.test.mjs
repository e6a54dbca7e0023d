// A week published in one act: what changes for whom, who sees it then, and taking it back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { checkAxe } from "./support/axe.mjs";
import { openAgenda, openWeek, planningOf } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// A week of drafts: a copy of a week that is planned.
async function drafts(monday) {
  const manager = await signedIn(stage.server, stage.account("MANAGER"));
  return manager.post("/planning/paste", { from: "2026-11-16", to: monday, dry_run: false });
}

/// How many shifts of a week somebody sees.
async function seen(role, monday) {
  const client = await signedIn(stage.server, stage.account(role));
  return (await planningOf(client, monday)).shifts.length;
}

test("a week is published from the planning, seen by a technician, and taken back", async () => {
  const monday = "2027-06-07";
  await drafts(monday);
  assert.equal(await seen("TECH", monday), 0);
  await stage.page({ name: "publish" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    const planning = page.url().split("?")[0];
    await page.goto(`${planning}?view=week&date=2027-W23`);
    await page.getByRole("link", { name: "Publier (52)" }).click();
    const ines = page.getByRole("row").filter({ hasText: "In\u00e8s Fontaine" });
    await ines.getByText("Ajout\u00e9").nth(2).waitFor();
    await checkAxe(page);
    await page.getByRole("button", { name: "Publier 52 cr\u00e9neaux" }).click();
    await page.getByText("52 cr\u00e9neaux publi\u00e9s.").waitFor();
    await page.locator(".shift[data-status=PUBLISHED]").first().waitFor();
    assert.equal(await page.getByRole("link", { name: /^Publier/ }).count(), 0);
    assert.equal(await seen("TECH", monday), 52);

    await page.goto(planning.replace("planning", "operations"));
    await page.getByText("Cr\u00e9neaux publi\u00e9s").first().waitFor();
    await page.getByRole("button", { name: "Annuler l\u2019op\u00e9ration" }).first().click();
    await page.getByText("52 cr\u00e9neaux remis comme avant.").waitFor();
    assert.equal(await seen("TECH", monday), 0);
  });
});

test("a team alone is published, on a phone", async () => {
  const monday = "2027-07-05";
  await drafts(monday);
  await stage.page({ name: "publish-phone", width: 390 }, async (page) => {
    await openAgenda(page, stage.account("MANAGER"));
    await page.goto(`${page.url().split("?")[0]}/publish?week=2027-W27`);
    await page.getByRole("button", { name: "Publier 52 cr\u00e9neaux" }).waitFor();
    await page.getByLabel("\u00c9quipe").selectOption({ label: "Costumes" });
    const act = page.getByRole("button", { name: /^Publier (?!52)\d+ cr\u00e9neaux$/ });
    const count = Number((await act.innerText()).match(/\d+/)[0]);
    await act.click();
    await page.getByText(`${count} cr\u00e9neaux publi\u00e9s.`).waitFor();
    assert.equal(await seen("TECH", monday), count);
  });
});
