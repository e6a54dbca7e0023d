// The planning on paper: as many pages as it needs, of the right size, with the words on them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { checkAxe } from "./support/axe.mjs";
import { LOOKS } from "./support/browser.mjs";
import { openWeek } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

/// The pages of a document: how many, and the sizes they have, in points.
async function printed(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const sizes = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return {
    pages: [...pdf.matchAll(/\/Type ?\/Page\b(?!s)/g)].length,
    sizes: new Set(sizes.map(([, width, height]) => `${Math.round(width)}x${Math.round(height)}`)),
  };
}

test("the week is printed with the filters of the screen, on A4 and on A3", async () => {
  await stage.page({ name: "print-week" }, async (page) => {
    await openWeek(page, stage.account("MANAGER"));
    await page.getByLabel("Rechercher dans le planning").fill("Karim");
    await page.waitForURL(/q=Karim/);
    await page.getByRole("link", { name: "Imprimer" }).click();
    const week = page.getByRole("table", { name: /S48/ });
    await week.getByRole("rowheader", { name: /Karim Haddad/ }).waitFor();
    assert.equal(await week.getByRole("rowheader", { name: /Hugo Marchand/ }).count(), 0);
    await week.getByText(/imprim\u00e9 le 25 nov. 2026/).waitFor();
    const small = await printed(page);
    assert.deepEqual(small.sizes, new Set(["842x595"]));
    await page.getByLabel("Papier").selectOption("A3");
    const large = await printed(page);
    assert.deepEqual(large.sizes, new Set(["1191x842"]));
    assert.deepEqual([small.pages, large.pages], [1, 1]);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByRole("button", { name: "Imprimer" }).isVisible(), false);
    assert.equal(await week.isVisible(), true);
  });
});

test("each person has a page, each mission and day a call sheet with contacts", async () => {
  await stage.page({ name: "print-people" }, async (page) => {
    await signIn(page, stage.account("MANAGER"));
    await page.locator(".shift").first().waitFor();
    const planning = page.url().split("?")[0];
    await page.goto(`${planning}/print?date=2026-W48&form=people`);
    await page.getByRole("table", { name: /Karim Haddad/ }).waitFor();
    const people = await page.getByRole("table").count();
    assert.equal((await printed(page)).pages, people);
    await page.getByLabel("Pr\u00e9sentation").selectOption("sheet");
    const sheet = page.getByRole("table", { name: /Antigone.*lundi 23 novembre/ });
    await sheet.getByText("hugo@lac.example.org").waitFor();
    await sheet.getByText("Salle Jean-Vilar").waitFor();
  });
});

for (const look of LOOKS) {
  test(`axe finds nothing on what is printed: ${look.theme}, ${look.width} px`, async () => {
    await stage.page({ ...look, name: "print-axe" }, async (page) => {
      await signIn(page, stage.account("MANAGER"));
      await page.locator(".shift").first().waitFor();
      await page.goto(`${page.url().split("?")[0]}/print?date=2026-W48`);
      await page.getByRole("table").first().waitFor();
      await checkAxe(page);
    });
  });
}
