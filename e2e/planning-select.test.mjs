// Several shifts at once: selected by mouse, keyboard and touch; moved, copied, cut, deleted in one
// act each, and undone.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { cell, dragTo, openWeek, planningOf, shiftIn } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

function planned(name, use) {
  return stage.page({ name }, async (page, watched) => {
    await openWeek(page, stage.account("MANAGER"));
    await use(page, watched);
  });
}

const bar = (page) => page.getByRole("group", { name: "S\u00e9lection" });
const told = (page, words) => page.getByRole("status").getByText(words).waitFor();

/// Does something, and waits until the server has done the act that it is.
async function act(page, path, use) {
  const answered = page.waitForResponse((answer) => {
    const dry = () => JSON.parse(answer.request().postData() ?? "{}").dry_run === true;
    return answer.request().method() === "POST" && new RegExp(`${path}$`).test(answer.url()) && !dry();
  });
  await use();
  assert.equal((await answered).status(), 201);
}

const undo = (page) => act(page, "/undo", () => page.keyboard.press("Control+z"));

/// The shifts of the stage's week, as the server has them.
async function week() {
  const manager = await signedIn(stage.server, stage.account("MANAGER"));
  const { shifts } = await planningOf(manager, "2026-11-23");
  return shifts.map(({ id, person_id, start, end }) => ({ id, person_id, start, end }));
}

/// Selects the first shift in each of these cells with Ctrl and a click.
async function pick(page, cells) {
  for (const [name, day] of cells) await shiftIn(page, name, day).first().click({ modifiers: ["Control"] });
  await bar(page).getByText(`${cells.length} cr\u00e9neaux s\u00e9lectionn\u00e9s`).waitFor();
}

test("Ctrl and a click select, the bar deletes them in one act, Ctrl and Z brings them back", async () => {
  await planned("select-delete", async (page) => {
    const before = await week();
    await pick(page, [["Karim Haddad", 0], ["Hugo Marchand", 0], ["In\u00e8s Fontaine", 0]]);
    assert.equal(await page.locator(".shift[data-selected]").count(), 3);
    await bar(page).getByRole("button", { name: "Supprimer" }).click();
    const question = page.getByRole("dialog", { name: "Supprimer 3 cr\u00e9neaux ?" });
    await question.getByRole("button", { name: "Supprimer" }).click();
    await told(page, "3 cr\u00e9neaux supprim\u00e9s.");
    assert.equal((await week()).length, before.length - 3);
    await cell(page, "Karim Haddad", 0).focus();
    await undo(page);
    assert.deepEqual(await week(), before);
    await act(page, "/undo", () => page.keyboard.press("Control+Shift+z"));
    assert.equal((await week()).length, before.length - 3);
    await undo(page);
    await shiftIn(page, "Karim Haddad", 0).first().waitFor();
    assert.deepEqual(await week(), before);
  });
});

test("the question says that only a part of the people is shown", async () => {
  await planned("select-filter", async (page) => {
    await page.getByLabel("Rechercher dans le planning").fill("Karim");
    await page.waitForURL(/q=Karim/);
    await cell(page, "Karim Haddad", 0).focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.getByText(/Filtre actif : 1 personnes affich\u00e9es sur \d+/).waitFor();
    await page.keyboard.press("Escape");
  });
});

test("by the keyboard: Space, Shift and arrows, Ctrl and A, Escape", async () => {
  await planned("select-keys", async (page) => {
    const start = cell(page, "Karim Haddad", 0);
    await start.focus();
    await page.keyboard.press("Space");
    assert.equal(await start.getAttribute("aria-selected"), "true");
    await page.keyboard.press("Space");
    assert.equal(await start.getAttribute("aria-selected"), "false");
    await cell(page, "In\u00e8s Fontaine", 0).focus();
    await page.keyboard.press("Shift+ArrowRight");
    assert.equal(await page.locator(".shift[data-selected]").count(), 2);
    await page.keyboard.press("Shift+ArrowDown");
    assert.equal(await page.locator(".shift[data-selected]").count(), 3);
    await page.keyboard.press("Shift+ArrowUp");
    assert.equal(await page.locator(".shift[data-selected]").count(), 2);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".shift[data-selected]").count(), 0);
    await page.keyboard.press("Control+a");
    await bar(page).getByText(`${(await week()).length} cr\u00e9neaux s\u00e9lectionn\u00e9s`).waitFor();
    await page.keyboard.press("Escape");
    await bar(page).waitFor({ state: "detached" });
    const grid = page.getByRole("grid");
    assert.equal(await grid.getAttribute("aria-multiselectable"), "true");
  });
});

test("several are copied and pasted in another week as drafts, in one act", async () => {
  await planned("copy-several", async (page) => {
    const before = await week();
    await pick(page, [["Karim Haddad", 0], ["Hugo Marchand", 0]]);
    await page.keyboard.press("Control+c");
    await told(page, /Copi\u00e9.*2 cr\u00e9neaux/);
    await page.getByLabel("Aller \u00e0 la date").fill("2027-07-28");
    await page.getByRole("heading", { level: 1, name: /S30/ }).waitFor();
    await page.locator(".planning:not([aria-busy])").waitFor();
    await cell(page, "Karim Haddad", 2).focus();
    await page.keyboard.press("Control+v");
    await told(page, "2 cr\u00e9neaux copi\u00e9s.");
    // Several people keep their people; all of them are drafts.
    await shiftIn(page, "Karim Haddad", 2).waitFor();
    await shiftIn(page, "Hugo Marchand", 2).waitFor();
    assert.equal(await page.locator(".shift[data-status=DRAFT]").count(), 2);
    assert.deepEqual(await week(), before);
    await undo(page);
    await shiftIn(page, "Karim Haddad", 2).waitFor({ state: "detached" });
  });
});

test("several are cut and pasted a day later", async () => {
  await planned("cut-several", async (page) => {
    const before = await week();
    await pick(page, [["Karim Haddad", 0], ["Hugo Marchand", 0]]);
    await page.keyboard.press("Control+x");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.getByRole("heading", { level: 1, name: /S49/ }).waitFor();
    await page.locator(".planning:not([aria-busy])").waitFor();
    await cell(page, "Karim Haddad", 6).focus();
    await act(page, "/planning/move", () => page.keyboard.press("Control+v"));
    assert.equal((await week()).length, before.length - 2);
    await undo(page);
    assert.deepEqual(await week(), before);
  });
});

test("a dragged selection goes together; with Ctrl held at the drop, copies are left", async () => {
  await planned("drag-several", async (page) => {
    const before = await week();
    await pick(page, [["Karim Haddad", 0], ["Hugo Marchand", 0]]);
    await dragTo(page, shiftIn(page, "Karim Haddad", 0).first(), cell(page, "Karim Haddad", 6));
    await page.locator(".drag-ghost").getByText("2 cr\u00e9neaux").waitFor();
    await act(page, "/planning/move", () => page.mouse.up());
    assert.equal((await week()).length, before.length);
    await undo(page);
    assert.deepEqual(await week(), before);

    await shiftIn(page, "Karim Haddad", 0).first().waitFor();
    await dragTo(page, shiftIn(page, "Karim Haddad", 0).first(), cell(page, "Karim Haddad", 6));
    assert.equal(await page.locator(".copy-badge").count(), 0);
    await page.keyboard.down("Control");
    await page.locator(".copy-badge").waitFor();
    await act(page, "/planning/paste", () => page.mouse.up());
    await page.keyboard.up("Control");
    assert.equal((await week()).length, before.length + 2);
    await undo(page);
    assert.deepEqual(await week(), before);
  });
});

test("what stands in the way is told first, and the others go without it", async () => {
  await planned("obstructed", async (page) => {
    const before = await week();
    await pick(page, [["Karim Haddad", 0], ["Hugo Marchand", 0]]);
    // Onto itself, as a copy: both are there already.
    await page.keyboard.press("Control+c");
    await shiftIn(page, "Hugo Marchand", 0).first().focus();
    await page.keyboard.press("Control+v");
    const question = page.getByRole("dialog", { name: /2 cr\u00e9neaux ne peuvent pas y aller/ });
    await question.waitFor();
    assert.equal(await question.getByRole("listitem").count(), 2);
    await question.getByRole("button", { name: "Annuler" }).click();
    assert.deepEqual(await week(), before);
  });
});

test("on a phone: a switch makes taps select, the bar moves what is selected", async () => {
  await stage.page({ name: "select-touch", width: 390 }, async (page) => {
    await signIn(page, stage.account("MANAGER"));
    const before = await week();
    const days = page.getByRole("group", { name: "Jours de la semaine" });
    const person = (name) => page.locator(".agenda-person").filter({ hasText: name });
    await days.getByRole("button", { name: /lun. 23/ }).tap();
    await page.getByRole("button", { name: "S\u00e9lectionner" }).tap();
    await person("Karim Haddad").locator(".shift").first().tap();
    await person("Hugo Marchand").locator(".shift").first().tap();
    await bar(page).getByText("2 cr\u00e9neaux s\u00e9lectionn\u00e9s").waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0);
    await bar(page).getByRole("button", { name: "D\u00e9placer" }).tap();
    await page.getByText(/D\u00e9placer 2 cr\u00e9neaux.*choisissez une case/).waitFor();
    await days.getByRole("button", { name: /dim. 29/ }).tap();
    await person("Karim Haddad").getByRole("button", { name: "D\u00e9poser ici" }).tap();
    await told(page, "2 cr\u00e9neaux d\u00e9plac\u00e9s.");
    const toast = page.getByRole("status").getByRole("button", { name: "Annuler" });
    await act(page, "/undo", () => toast.tap());
    assert.deepEqual(await week(), before);
  });
});
