// The board is live: what one planner does, another sees, and nothing moves under anybody's hand.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { checkAxe } from "./support/axe.mjs";
import { cell, dragTo, focused, idOf, openWeek, planningOf, shiftIn } from "./support/planning.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// Opens the week of 23 November 2026 for the manager, and waits until the board is live.
function live(name, look, use) {
  return stage.page({ ...look, name }, async (page, watched) => {
    const stream = streaming(page);
    await openWeek(page, stage.account("MANAGER"));
    await stream;
    await use(page, watched);
  });
}

/// That a page listens to what happens, from now on.
function streaming(page) {
  return page.waitForResponse((answer) => answer.url().endsWith("/activity/stream"));
}

/// Somebody else, who plans by the API.
function admin() {
  return signedIn(stage.server, stage.account("ADMIN"));
}

/// Changes a shift that is there.
async function change(client, id, body) {
  const { version } = await client.get(`/shifts/${id}`);
  return client.patch(`/shifts/${id}`, version, body);
}

test("a shift that one planner drags moves on the other's board within a second", async () => {
  await live("two-boards", {}, async (page) => {
    await stage.page({ name: "two-boards-other" }, async (other) => {
      await openWeek(other, stage.account("ADMIN"));
      await page.getByRole("button", { name: "regarde cette semaine" }).waitFor();
      const there = shiftIn(page, "Karim Haddad", 2);
      assert.equal(await there.count(), 0);
      const saved = other.waitForResponse((answer) => answer.request().method() === "PATCH");
      await dragTo(other, shiftIn(other, "Karim Haddad", 0), cell(other, "Karim Haddad", 2));
      await other.mouse.up();
      await saved;
      await there.waitFor({ timeout: 1_000 });
      assert.equal(await shiftIn(page, "Karim Haddad", 0).count(), 0);
      const { name } = stage.account("ADMIN");
      await page.locator("[role=status]").filter({ hasText: `${name} a modifi\u00e9 un cr\u00e9neau.` }).waitFor();
    });
  });
});

test("what is dragged stays in the hand, and its change is asked about when it is put down", async () => {
  await live("in-hand", {}, async (page, watched) => {
    watched.expect(412, "/shifts");
    const held = shiftIn(page, "Samia Belkacem", 1);
    const id = await idOf(held);
    const beside = shiftIn(page, "Louise Perrin", 2);
    const client = await admin();
    await dragTo(page, held, cell(page, "Samia Belkacem", 3));
    await change(client, id, { role: "Habillage", start: "2026-11-27T09:00:00Z", end: "2026-11-27T12:00:00Z" });
    await change(client, await idOf(beside), { role: "Poursuite" });
    await beside.filter({ hasText: "Poursuite" }).waitFor();
    assert.equal(await held.count(), 1, "the shift that is held has not moved");
    await page.locator(".drag-ghost").waitFor();
    await page.mouse.up();
    const question = page.getByRole("dialog", { name: "Modifi\u00e9 entre-temps" });
    await question.getByRole("button", { name: "Garder leur version" }).click();
    await shiftIn(page, "Samia Belkacem", 4).filter({ hasText: "Habillage" }).waitFor();
    assert.equal(await held.count(), 0);
  });
});

test("a form that is open keeps what is typed, and says who was faster", async () => {
  await live("open-form", {}, async (page) => {
    const chip = shiftIn(page, "In\u00e8s Fontaine", 0);
    const id = await idOf(chip);
    await chip.click();
    const form = page.getByRole("dialog", { name: "Modifier le cr\u00e9neau" });
    await form.getByLabel("R\u00f4le").fill("Mon texte");
    await change(await admin(), id, { role: "Son texte" });
    const { name } = stage.account("ADMIN");
    await form.getByRole("status").filter({ hasText: `${name} vient de modifier ce cr\u00e9neau` }).waitFor();
    assert.equal(await form.getByLabel("R\u00f4le").inputValue(), "Mon texte");
    await page.screenshot({ path: "artifacts/live-open-form.png" });
    await form.getByRole("button", { name: "Annuler" }).click();
    const leave = page.getByRole("dialog").getByRole("button", { name: /Abandonner|Quitter/ });
    if (await leave.count()) await leave.click();
    await form.waitFor({ state: "detached" });
    await chip.filter({ hasText: "Son texte" }).waitFor();
  });
});

test("the chip that has the keyboard stays until the keyboard goes on", async () => {
  await live("keyboard", {}, async (page) => {
    const chip = shiftIn(page, "Bastien Roux", 0);
    const id = await idOf(chip);
    const client = await admin();
    await cell(page, "Bastien Roux", 0).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await chip.focus();
    const before = await focused(page);
    await change(client, id, { role: "Sur place" });
    await chip.filter({ hasText: "Sur place" }).waitFor();
    assert.deepEqual(await focused(page), before, "a change in place leaves the keyboard where it is");
    await change(client, id, { start: "2026-11-28T09:00:00Z", end: "2026-11-28T12:00:00Z" });
    const mark = shiftIn(page, "Karim Haddad", 0).or(shiftIn(page, "Karim Haddad", 2)).first();
    await change(client, await idOf(mark), { role: "Apr\u00e8s" });
    await mark.filter({ hasText: "Apr\u00e8s" }).waitFor();
    assert.deepEqual(await focused(page), before);
    await page.keyboard.press("Tab");
    await shiftIn(page, "Bastien Roux", 5).filter({ hasText: "Sur place" }).waitFor();
    assert.equal(await chip.count(), 0);
  });
});

test("who else looks at the week is seen, by name, until they go on", async () => {
  await live("presence", {}, async (page) => {
    const face = page.getByRole("button", { name: /regarde/ });
    assert.equal(await face.count(), 0, "oneself is nobody else");
    const { name } = stage.account("ADMIN");
    await stage.page({ name: "presence-other" }, async (other) => {
      await openWeek(other, stage.account("ADMIN"));
      await face.filter({ hasText: `${name} regarde cette semaine` }).waitFor();
      await face.click();
      await page.getByRole("paragraph").filter({ hasText: `${name} regarde cette semaine` }).waitFor();
      await page.screenshot({ path: "artifacts/live-presence.png" });
      await checkAxe(page);
      await page.keyboard.press("Escape");
      await other.getByRole("button", { name: "Semaine suivante" }).click();
      await face.waitFor({ state: "detached" });
      await other.getByRole("button", { name: "Semaine pr\u00e9c\u00e9dente" }).click();
      await face.waitFor();
    });
    await face.waitFor({ state: "detached" });
  });
});

test("a technician's week follows what is published, and no draft", async () => {
  const theo = stage.account("TECH");
  const client = await admin();
  const { people } = await planningOf(client, "2026-11-23");
  const person = people.find((one) => one.name === theo.name);
  const { items } = await client.get("/missions");
  const shift = {
    mission_id: items[0].id,
    person_id: person.id,
    role: "Brouillon secret",
    kind: "MONTAGE",
    start: "2026-11-29T05:00:00Z",
    end: "2026-11-29T06:00:00Z",
  };
  await stage.page({ name: "tech" }, async (page) => {
    const stream = streaming(page);
    await openWeek(page, theo);
    await stream;
    const made = await client.post("/shifts", shift);
    const anew = streaming(page);
    await page.reload();
    await page.getByRole("grid").locator(".shift").first().waitFor();
    await anew;
    assert.equal(await page.getByText("Brouillon secret").count(), 0, "a draft is nothing to read");
    const publish = { from: "2026-11-23", to: "2026-11-23", dry_run: false };
    await client.post("/planning/publish", publish);
    await page.getByText("Brouillon secret").first().waitFor();
    await client.delete(`/shifts/${made.id}`, made.version + 1);
    await client.post("/planning/publish", publish);
    await page.getByText("Brouillon secret").first().waitFor({ state: "detached" });
  });
});

test("a server that is killed is seen, nothing is written meanwhile, and nothing is missed", async () => {
  await live("killed", {}, async (page, watched) => {
    watched.provoke();
    const bar = page.locator(".offline");
    const moved = shiftIn(page, "Louise Perrin", 2);
    const id = await idOf(moved);
    await stage.server.kill();
    await bar.filter({ hasText: "Hors ligne" }).waitFor();
    await page.screenshot({ path: "artifacts/live-offline.png" });
    await checkAxe(page);
    const add = page.getByRole("button", { name: "Cr\u00e9neau", exact: true });
    assert.equal(await add.getAttribute("aria-disabled"), "true");
    assert.equal(await add.getAttribute("aria-describedby"), await bar.getAttribute("id"));
    await moved.focus();
    await page.keyboard.press("m");
    await page.locator(".toast").filter({ hasText: "Hors ligne" }).waitFor();
    assert.equal(await moved.count(), 1, "and stays where it is");

    await stage.server.start();
    await change(await admin(), id, { role: "Manqu\u00e9" });
    await bar.waitFor({ state: "detached" });
    await moved.filter({ hasText: "Manqu\u00e9" }).waitFor();
    assert.equal(await add.getAttribute("aria-disabled"), null);
    await change(await admin(), id, { role: "De nouveau" });
    await moved.filter({ hasText: "De nouveau" }).waitFor();
  });
});
