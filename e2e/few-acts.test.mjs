// A planner copies last week, moves three shifts, fixes one conflict and publishes, in at most twelve
// interactions: each click, choice and drag is counted as one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { dragTo, openWeek, planningOf } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const MOST = 12;
const DAY = 24 * 3600 * 1000;
/// Last week, which is a copy of one that the demo company has planned, and the week that is planned.
const [LAST, THIS] = ["2027-06-07", "2027-06-14"];

function later(instant, days) {
  return new Date(new Date(instant).getTime() + days * DAY).toISOString();
}

/// The local day of an instant, in summer.
function day(instant) {
  return new Date(new Date(instant).getTime() + 2 * 3600 * 1000).toISOString().slice(0, 10);
}

/// What a person does with a page, counted.
function counting(page) {
  let count = 0;
  return {
    count: () => count,
    async click(target) {
      count += 1;
      await target.click();
    },
    async choose(target, label) {
      count += 1;
      await target.selectOption({ label });
    },
    /// Answers how the server took it.
    async drag(from, to) {
      count += 1;
      await dragTo(page, from, to);
      const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
      await page.mouse.up();
      return (await saved).status();
    },
  };
}

/// Plans last week, and one shift of this week that is in the way of a copy.
async function prepare(client) {
  await client.post("/planning/paste", { from: "2026-11-16", to: LAST, dry_run: false });
  const { shifts } = await planningOf(client, LAST);
  const taken = shifts.find((shift) => shift.person_id !== null);
  await client.post("/shifts", {
    mission_id: taken.mission_id,
    person_id: taken.person_id,
    role: "Essayage",
    kind: "AUTRE",
    start: later(taken.start, 7),
    end: later(taken.end, 7),
  });
  return shifts.length;
}

/// Three people of the top rows with one shift on a day and none on another: what is moved, and where.
function movable({ people, shifts }) {
  const moves = [];
  for (const person of people) {
    const own = shifts.filter((shift) => shift.person_id === person.id);
    const days = own.map((shift) => day(shift.start));
    const moved = own.find((shift) => days.filter((one) => one === day(shift.start)).length === 1);
    const free = [0, 1, 2, 3, 4].map((n) => day(later(`${THIS}T12:00:00Z`, n)));
    const to = free.find((one) => !days.includes(one) && !days.includes(day(later(`${one}T12:00:00Z`, -1))));
    if (moved && to) moves.push({ shift: moved, to: `${person.id}/${to}` });
  }
  return moves.slice(0, 3);
}

/// The first of these people whose day can be seen beside what is looked at.
async function inSight(page, people, on) {
  for (const person of people) {
    const to = page.locator(`[data-cell="${person.id}/${on}"]`);
    const box = await to.boundingBox();
    if (box && box.y > 200 && box.y + box.height < page.viewportSize().height) return { person, to };
  }
  throw new Error("nobody who is free is in sight");
}

test("last week is copied, put right and published in at most twelve interactions", async () => {
  const manager = await signedIn(stage.server, stage.account("MANAGER"));
  const copied = await prepare(manager);
  await stage.page({ name: "few-acts" }, async (page) => {
    const hand = counting(page);
    await openWeek(page, stage.account("MANAGER"));
    await page.goto(`${page.url().split("?")[0]}?view=week&date=2027-W24`);
    await page.locator(".shift").first().waitFor();

    await hand.click(page.getByRole("main").getByRole("link", { name: "Copier\u2026" }));
    const conflict = page.getByRole("row").filter({ hasText: "Chevauchement" });
    await conflict.waitFor();
    await hand.choose(conflict.getByRole("combobox"), "Copier sans affecter");
    await hand.click(page.getByRole("button", { name: `Copier ${copied} cr\u00e9neaux` }));
    await hand.click(page.getByRole("link", { name: "Voir la semaine dans le planning" }));
    await page.locator(".shift[data-status=DRAFT]").first().waitFor();

    const before = await planningOf(manager, THIS);
    const moves = movable(before);
    assert.equal(moves.length, 3);
    for (const { shift, to } of moves) {
      const from = page.locator(`[data-shift="${shift.id}"] .shift`);
      assert.equal(await hand.drag(from, page.locator(`[data-cell="${to}"]`)), 200);
    }
    // The conflict was left for nobody: somebody who is free that day takes it.
    const open = before.shifts.find((shift) => shift.person_id === null && shift.status === "DRAFT");
    const busy = (await planningOf(manager, THIS)).shifts.filter((shift) => day(shift.start) === day(open.start));
    const free = before.people.filter((person) => !busy.some((shift) => shift.person_id === person.id));
    const from = page.locator(`[data-shift="${open.id}"] .shift`);
    await from.scrollIntoViewIfNeeded();
    const { person, to } = await inSight(page, free, day(open.start));
    assert.equal(await hand.drag(from, to), 200);

    await hand.click(page.getByRole("link", { name: `Publier (${copied + 1})` }));
    await hand.click(page.getByRole("button", { name: `Publier ${copied + 1} cr\u00e9neaux` }));
    await page.getByText(`${copied + 1} cr\u00e9neaux publi\u00e9s.`).waitFor();

    const technician = await signedIn(stage.server, stage.account("TECH"));
    const { shifts } = await planningOf(technician, THIS);
    assert.equal(shifts.length, copied + 1);
    for (const { shift, to: cell } of moves) {
      const moved = shifts.find((one) => one.id === shift.id);
      assert.equal(`${moved.person_id}/${day(moved.start)}`, cell);
    }
    assert.equal(shifts.find((shift) => shift.id === open.id).person_id, person.id);
    assert.ok(hand.count() <= MOST, `${hand.count()} interactions`);
  });
});
