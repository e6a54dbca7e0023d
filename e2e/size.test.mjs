// A large company's week: what the page holds, and that a shift is still moved in it.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { signIn, scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const PEOPLE = 60;
const DAYS = 7;

/// More elements than this and a telephone or an old desktop is slow at everything.
const MOST_ELEMENTS = 15_000;

/// An organisation of its own with a week of sixty people, a shift a day for each.
async function company() {
  const account = stage.account("ADMIN");
  const founder = await signedIn(stage.server, account);
  const org = await founder.post("/orgs", { name: "Op\u00e9ra" });
  const admin = await signedIn(stage.server, account, { org: org.id });
  const mission = await admin.post("/missions", { title: "Carmen", hue: "blue" });
  for (let number = 0; number < PEOPLE; number += 1) {
    const email = `person${number}@opera.example.org`;
    const { id } = await admin.post("/users", { email, name: `Person ${number}`, role: "TECH" });
    for (let day = 0; day < DAYS; day += 1) {
      const date = `2026-11-${23 + day}`;
      await admin.post("/shifts", {
        mission_id: mission.id,
        person_id: id,
        role: "Regie",
        kind: "SPECTACLE",
        start: `${date}T18:00:00Z`,
        end: `${date}T22:00:00Z`,
      });
    }
  }
  return org.slug;
}

test(`a week of ${PEOPLE} people and ${PEOPLE * DAYS} shifts stays within its bounds`, async () => {
  const slug = await company();
  await stage.page({ traced: false, name: "size" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    await page.locator(".shift").first().waitFor();
    await page.goto(`/app/o/${slug}/planning?view=week&date=2026-W48`);
    await page.waitForFunction((many) => document.querySelectorAll(".shift").length === many, PEOPLE * DAYS);
    const elements = await page.evaluate(() => document.querySelectorAll("*").length);
    assert.ok(elements < MOST_ELEMENTS, `${elements} elements`);
  });
});
