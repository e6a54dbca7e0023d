// What changed after it was published waits for the next publication; whom that tells says that they
// know, and the manager sees who does not.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { checkAxe } from "./support/axe.mjs";
import { openAgenda, openWeek, planningOf } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const POST = "Doublure lumi\u00e8re";

/// Changes what a technician does on one of their shifts, as a planner, and answers the shift.
async function change() {
  const [tech, manager] = await Promise.all(
    ["TECH", "MANAGER"].map((role) => signedIn(stage.server, stage.account(role))),
  );
  const { id } = await tech.get("/auth/me");
  const { shifts } = await planningOf(manager, "2026-11-23");
  const shift = shifts.find((one) => one.person_id === id);
  return manager.patch(`/shifts/${shift.id}`, shift.version, { role: POST });
}

/// Publishes the week from the planning, which counts what that would change.
async function publish(page) {
  await openWeek(page, stage.account("MANAGER"));
  const changed = page.locator('.shift[data-standing="CHANGED"]').filter({ hasText: POST });
  assert.match(await changed.first().innerText(), /Modifi\u00e9/);
  await checkAxe(page);
  await page.getByRole("link", { name: "Publier (1)" }).click();
  const before = page.locator(".change[data-change=changed]");
  await before.getByText(POST).first().waitFor();
  assert.match(await before.innerText(), new RegExp(`Modifi\u00e9[\\s\\S]*R\u00f4le[\\s\\S]*${POST}`));
  await checkAxe(page);
  await page.getByRole("button", { name: "Publier 1 cr\u00e9neau" }).click();
  await page.getByText("1 cr\u00e9neau publi\u00e9.").waitFor();
  await page.locator('.shift[data-standing="CURRENT"]').filter({ hasText: POST }).first().waitFor();
  assert.equal(await page.getByRole("link", { name: /^Publier/ }).count(), 0);
}

/// Reads the own changes, on a phone, and says that they are known.
async function acknowledge(page) {
  const own = page.getByRole("region", { name: "Changements pour vous" }).first();
  await own.getByText("Modifi\u00e9").waitFor();
  await own.getByText(POST).first().waitFor();
  await checkAxe(page);
  await page.getByRole("button", { name: "J\u2019en ai pris connaissance" }).click();
  await page.getByText("C\u2019est not\u00e9.").waitFor();
  await own.waitFor({ state: "detached" });
}

/// Reads the latest publication: who knows of it, and who does not.
async function readers(page, theirs) {
  await page.getByRole("link", { name: "Publication n\u00ba\u00a02" }).click();
  await page.getByRole("heading", { level: 1, name: "Publication n\u00ba\u00a02" }).waitFor();
  await page.getByRole("heading", { name: theirs }).waitFor();
}

test("a change is published, read by whom it concerns, and the manager sees it", async () => {
  const tech = stage.account("TECH");
  await change();
  await stage.page({ name: "own-before", width: 390 }, async (page) => {
    await openAgenda(page, tech);
    await page.getByRole("region", { name: "Changements pour vous" }).first().waitFor();
    assert.equal(await page.getByText(POST).count(), 0, "nothing of it is announced yet");
  });
  await stage.page({ name: "publications" }, async (page) => {
    await publish(page);
    await page.goto(page.url().replace(/planning.*/, "publications"));
    await readers(page, "Pas encore lu (1)");
    await checkAxe(page);
  });
  await stage.page({ name: "own-changes", width: 390 }, async (page) => {
    await signIn(page, tech);
    await acknowledge(page);
  });
  await stage.page({ name: "publications-read", theme: "dark" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await page.goto(page.url().replace(/planning.*/, "publications"));
    await readers(page, "Lu (1)");
    await page.getByText(tech.name).first().waitFor();
  });
});
