// A festival's whole programme comes in as a file and goes out as a subscription, on each database;
// another program reads the same instants in both.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { signedIn } from "./support/api.mjs";
import { spans } from "./support/calendar.mjs";
import { postgres } from "./support/postgres.mjs";
import { scene, signIn } from "./support/scene.mjs";

/// Beside the repository, as it is not ours to publish.
const FILE = fileURLToPath(new URL("../../shared/data/festival-2019.ics", import.meta.url));
const skip = existsSync(FILE) ? false : `there is no ${FILE}`;

const EVENTS = 79;
const WINDOW = "from=2019-08-19T00:00:00%2B02:00&to=2019-08-26T00:00:00%2B02:00";

/// Makes the mission that the programme is for.
async function found(page) {
  await page.goto("/app/o/compagnie-du-lac/missions");
  await page.getByRole("button", { name: "Nouvelle mission" }).click();
  const form = page.getByRole("dialog", { name: "Nouvelle mission" });
  await form.getByLabel("Titre").fill("Camp d\u2019\u00e9t\u00e9");
  await form.getByLabel("Premier jour").fill("2019-08-21");
  await form.getByLabel("Dernier jour").fill("2019-08-25");
  await form.getByRole("button", { name: "Cr\u00e9er la mission" }).click();
  await page.getByRole("heading", { level: 1, name: "Camp d\u2019\u00e9t\u00e9" }).waitFor();
}

/// Imports the file as drafts, and reads the report.
async function bringIn(page) {
  await page.goto("/app/o/compagnie-du-lac/calendar");
  await page.getByLabel("Fichier calendrier").setInputFiles(FILE);
  await page.getByLabel("Mission").selectOption({ label: "Camp d\u2019\u00e9t\u00e9" });
  await page.getByLabel("Poste").fill("R\u00e9gie de sc\u00e8ne");
  await page.getByRole("button", { name: "Importer", exact: true }).click();
  await page.getByText(`${EVENTS} cr\u00e9neaux cr\u00e9\u00e9s`, { exact: true }).waitFor();
  assert.equal(await page.getByText(/refus\u00e9/).count(), 0);
  const opening = page.getByRole("row", { name: /Opening Ceremony/ });
  assert.match(await opening.innerText(), /11:00 Europe\/Paris[\s\S]*fuseau Europe\/Berlin/);
  assert.equal(await page.evaluate(() => document.activeElement.innerText), "Compte rendu");
}

/// The week of the festival, narrowed to it: all of it in the list, and in the grid by the day.
async function look(page) {
  await page.getByRole("link", { name: "Voir la semaine dans le planning" }).click();
  await page.getByRole("heading", { level: 1, name: /S34.*ao\u00fbt 2019/ }).waitFor();
  await page.getByRole("button", { name: "Filtres" }).click();
  await page.getByRole("combobox", { name: "Mission" }).selectOption({ label: "Camp d\u2019\u00e9t\u00e9" });
  await page.waitForURL(/mission=/);
  const open = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /Non affect\u00e9/ }) });
  await open.locator(".shift").first().waitFor();
  const days = await open.getByRole("gridcell").evaluateAll((cells) => cells.map((cell) => cell.innerText !== ""));
  assert.deepEqual(days, [false, false, true, true, true, true, true]);
  await page.getByRole("radio", { name: "Liste" }).check();
  await page.locator(".shift-list tr[data-shift]").nth(EVENTS - 1).waitFor();
  assert.equal(await page.locator(".shift-list tr[data-shift]").count(), EVENTS);
}

/// Makes a subscription in the page, and answers its address.
async function subscribe(page) {
  await page.goto("/app/o/compagnie-du-lac/calendar");
  await page.getByRole("button", { name: "Cr\u00e9er un abonnement" }).click();
  const form = page.getByRole("dialog", { name: "Cr\u00e9er un abonnement" });
  await form.getByLabel("Usage").fill("\u00c9cran de la r\u00e9gie");
  await form.getByRole("button", { name: "Cr\u00e9er un abonnement" }).click();
  const made = page.getByRole("dialog", { name: "Abonnement cr\u00e9\u00e9" });
  const url = await made.getByLabel("Adresse").inputValue();
  const app = await made.getByRole("link", { name: /agenda/ }).getAttribute("href");
  assert.equal(app, url.replace(/^http/, "webcal"));
  await made.getByRole("button", { name: "Termin\u00e9" }).click();
  return url;
}

async function feed(url) {
  const answer = await fetch(url);
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type"), /^text\/calendar/);
  return spans(await answer.text());
}

/// Publishes the drafts of the festival.
async function publish(client) {
  const { shifts, missions } = await client.get(`/planning?${WINDOW}`);
  const { id: festival } = missions.find((mission) => mission.title === "Camp d\u2019\u00e9t\u00e9");
  const drafts = shifts.filter((shift) => shift.status === "DRAFT" && shift.mission_id === festival);
  for (const { id, version } of drafts) await client.patch(`/shifts/${id}`, version, { status: "PUBLISHED" });
  return drafts.length;
}

for (const [name, database] of [["SQLite", undefined], ["PostgreSQL", postgres]]) {
  describe(`the festival of 2019 on ${name}`, { skip }, () => {
    const stage = scene({ env: { CALLBOARD_CLOCK: "2019-08-05T09:00:00Z" }, database });

    test("comes in by the page, is planned, and goes out at the same instants", async () => {
      await stage.page({ name: `festival-${name}` }, async (page) => {
        const manager = await signedIn(stage.server, stage.account("MANAGER"));
        await signIn(page, stage.account("MANAGER"));
        await found(page);
        await bringIn(page);
        await look(page);
        const url = await subscribe(page);
        const before = await feed(url);
        assert.equal(await publish(manager), EVENTS);
        const festival = spans(readFileSync(FILE, "utf8"));
        assert.equal(festival.length, EVENTS);
        assert.equal(new Date(festival[0][0]).toISOString(), "2019-08-21T09:00:00.000Z");
        const known = new Set(before.map(String));
        assert.deepEqual((await feed(url)).filter((span) => !known.has(String(span))), festival);

        await page.getByRole("button", { name: /^R\u00e9voquer/ }).click();
        await page.getByRole("dialog").getByRole("button", { name: "R\u00e9voquer l\u2019abonnement" }).click();
        await page.getByText("Abonnement r\u00e9voqu\u00e9").waitFor();
        assert.notEqual((await fetch(url)).status, 200);
      });
    });
  });
}
