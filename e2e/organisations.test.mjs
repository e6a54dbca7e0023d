// An organisation from nothing: founded, peopled by links that are handed over, planned and read; and
// what keeps it apart from the others.

import assert from "node:assert/strict";
import { test } from "node:test";

import { signedIn } from "./support/api.mjs";
import { cell, row, shiftIn } from "./support/planning.mjs";
import { scene, signIn } from "./support/scene.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const FESTIVAL = "Festival des Salines";
const PLANNING = "/app/o/festival-des-salines/planning";
const MANAGER = {
  name: "Irma R\u00e9gis",
  email: "irma@salines.example.org",
  password: "les salines au petit matin",
  role: /^R\u00e9gie/,
};
const TECH = {
  name: "Tom Sabl\u00e9",
  email: "tom@salines.example.org",
  password: "du sel sur la console",
  role: /^Technique/,
};

/// Invites somebody, copies the link that is shown, and answers what was copied.
async function invite(page, { name, email, role }) {
  await page.getByRole("button", { name: "Inviter quelqu\u2019un" }).click();
  const form = page.getByRole("dialog", { name: "Inviter quelqu\u2019un" });
  await form.getByLabel("E-mail").fill(email);
  await form.getByLabel("Nom").fill(name);
  await form.getByRole("radio", { name: role }).check();
  await form.getByRole("button", { name: "Cr\u00e9er l\u2019invitation" }).click();
  const shown = page.getByRole("dialog", { name: `Invitation pour ${name}` });
  await shown.getByText("il ne sera plus affich\u00e9").waitFor();
  await shown.getByRole("button", { name: "Copier" }).click();
  await shown.getByText("Copi\u00e9.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await shown.getByLabel("Lien").inputValue());
  await shown.getByRole("button", { name: "Termin\u00e9" }).click();
  await shown.waitFor({ state: "detached" });
  const there = page.getByRole("listitem").filter({ hasText: name });
  assert.match(await there.innerText(), /Invit\u00e9/);
  assert.equal(await page.getByText(copied).count(), 0);
  return copied;
}

/// Accepts an invitation in a browser that knows nobody, and signs in again with the new password.
async function join(page, link, account) {
  await page.goto(link);
  await page.getByRole("heading", { name: `Rejoindre ${FESTIVAL}` }).waitFor();
  await page.getByLabel("Nouveau mot de passe").fill(account.password);
  await page.getByRole("button", { name: "Rejoindre" }).click();
  await page.waitForURL(`**${PLANNING}`);
  await page.getByRole("button", { name: `Compte de ${account.name}` }).click();
  await page.getByRole("button", { name: "Se d\u00e9connecter" }).click();
  await page.waitForURL("**/app/sign-in");
  await signIn(page, account);
  await page.waitForURL(`**${PLANNING}`);
}

async function plan(page) {
  await page.getByRole("link", { name: "Missions" }).first().click();
  await page.getByRole("button", { name: "Nouvelle mission" }).click();
  const mission = page.getByRole("dialog", { name: "Nouvelle mission" });
  await mission.getByLabel("Titre").fill("Concert sur l\u2019eau");
  await mission.getByRole("button", { name: "Cr\u00e9er la mission" }).click();
  await page.getByRole("heading", { level: 1, name: "Concert sur l\u2019eau" }).waitFor();
  await page.getByRole("link", { name: "Planning", exact: true }).first().click();
  await cell(page, TECH.name, 5).click();
  const shift = page.getByRole("dialog", { name: "Nouveau cr\u00e9neau" });
  await shift.getByLabel("Mission").selectOption({ label: "Concert sur l\u2019eau" });
  await shift.getByLabel("R\u00f4le").fill("Console");
  await shift.getByRole("button", { name: "Cr\u00e9er" }).click();
  await shiftIn(page, TECH.name, 5).filter({ hasText: "Brouillon" }).waitFor();
}

async function publish(page) {
  await shiftIn(page, TECH.name, 5).click();
  const form = page.getByRole("dialog", { name: "Modifier le cr\u00e9neau" });
  await form.getByLabel("Statut").selectOption({ label: "Publi\u00e9" });
  await form.getByRole("button", { name: "Enregistrer" }).click();
  await form.waitFor({ state: "detached" });
}

async function found(page) {
  await signIn(page, stage.account("ADMIN"));
  await page.getByRole("button", { name: /Changer d\u2019organisation/ }).click();
  await page.getByRole("link", { name: "Cr\u00e9er une organisation" }).click();
  await page.getByLabel("Nom de l\u2019organisation").fill(FESTIVAL);
  await page.getByRole("button", { name: "Cr\u00e9er l\u2019organisation" }).click();
  await page.waitForURL("**/app/o/festival-des-salines/members");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
}

test("an organisation is founded, peopled and planned; a technician sees what is published", async () => {
  await stage.page({ name: "orgs-admin" }, async (admin, watched) => {
    await found(admin);
    const links = [await invite(admin, MANAGER), await invite(admin, TECH)];
    await stage.page({ name: "orgs-manager" }, async (manager) => {
      await join(manager, links[0], MANAGER);
      await plan(manager);
      await stage.page({ name: "orgs-tech" }, async (tech) => {
        await join(tech, links[1], TECH);
        await row(tech, TECH.name).waitFor();
        assert.equal(await tech.locator(".shift").count(), 0);
        await publish(manager);
        await tech.reload();
        await shiftIn(tech, TECH.name, 5).filter({ hasText: "Concert sur l\u2019eau" }).click();
        const facts = tech.getByRole("dialog", { name: "Cr\u00e9neau" });
        await facts.getByText("Console").waitFor();
        assert.equal(await facts.locator("input, select, textarea, [type=submit]").count(), 0);
        await tech.keyboard.press("Escape");
        assert.equal(await tech.getByRole("button", { name: /Actions|Cr\u00e9neau$|Supprimer/ }).count(), 0);
        const ways = await tech.getByRole("navigation").first().getByRole("link").allInnerTexts();
        assert.deepEqual(ways.map((way) => way.trim()), ["Planning", "Dispos"]);
      });
    });
    await admin.reload();
    const joined = { hasText: TECH.name, hasNotText: "Invit\u00e9" };
    await admin.getByRole("listitem").filter(joined).waitFor();
    watched.expect(410, "/auth/links");
    await admin.goto(links[0]);
    await admin.getByText("Ce lien a d\u00e9j\u00e0 servi").waitFor();
  });
});

test("whoever is in no organisation of an address is told nothing of it", async () => {
  await stage.page({ name: "orgs-outsider" }, async (page) => {
    await signIn(page, stage.account("TECH"));
    await page.goto("/app/o/theatre-voisin/planning");
    await page.getByRole("heading", { name: "Organisation introuvable" }).waitFor();
    assert.equal(await page.getByText("Voisin").count(), 0);
    const manager = await signedIn(stage.server, stage.account("MANAGER"));
    const { memberships } = await manager.get("/auth/me");
    const { org } = memberships.find((one) => one.org.slug === "theatre-voisin");
    const outsider = await signedIn(stage.server, stage.account("TECH"), { org: org.id });
    await assert.rejects(outsider.get("/orgs/current"), /404/);
  });
});

test("the switcher leads to the same page of the other organisation, by mouse and by keyboard", async () => {
  await stage.page({ name: "orgs-switch" }, async (page) => {
    await signIn(page, stage.account("MANAGER"));
    const switcher = page.getByRole("button", { name: /Changer d\u2019organisation/ });
    await page.getByRole("link", { name: "Missions" }).first().click();
    await page.getByRole("link", { name: "Antigone" }).waitFor();
    await switcher.click();
    await page.getByRole("link", { name: "Th\u00e9\u00e2tre Voisin" }).click();
    await page.waitForURL("**/app/o/theatre-voisin/missions");
    await page.getByRole("link", { name: "Antigone" }).waitFor({ state: "detached" });
    assert.match(await switcher.innerText(), /Th\u00e9\u00e2tre Voisin/);

    await switcher.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: /Compagnie du Lac/ }).waitFor();
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/app/o/compagnie-du-lac/missions");
    await page.getByRole("link", { name: "Antigone" }).waitFor();
    await switcher.focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    assert.equal(await switcher.getAttribute("aria-expanded"), "false");
    assert.ok(await switcher.evaluate((button) => button === document.activeElement));
  });
});

test("a team is made, its people chosen and changed, and it is deleted", async () => {
  await stage.page({ name: "orgs-teams" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    await page.goto("/app/o/compagnie-du-lac/teams");
    await page.getByRole("button", { name: "Nouvelle \u00e9quipe" }).click();
    const made = page.getByRole("dialog", { name: "Nouvelle \u00e9quipe" });
    await made.getByLabel("Nom").fill("Vid\u00e9o");
    await made.getByLabel("Chercher une personne").fill("nora");
    await made.getByRole("checkbox", { name: "Hugo Marchand" }).waitFor({ state: "detached" });
    await made.getByRole("checkbox", { name: "Nora Diallo" }).check();
    await made.getByLabel("Chercher une personne").fill("hugo");
    await made.getByRole("checkbox", { name: "Hugo Marchand" }).check();
    await made.getByText("2 choisies").waitFor();
    await made.getByRole("button", { name: "Cr\u00e9er l\u2019\u00e9quipe" }).click();
    const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Vid\u00e9o" }) });
    await card.getByText("2 membres").waitFor();

    await card.getByRole("button", { name: "Modifier" }).click();
    const changed = page.getByRole("dialog", { name: "Modifier l\u2019\u00e9quipe" });
    await changed.getByRole("checkbox", { name: "Hugo Marchand" }).uncheck();
    await changed.getByRole("button", { name: "Enregistrer" }).click();
    await card.getByText("1 membre", { exact: true }).waitFor();
    assert.deepEqual(await card.getByRole("link").allInnerTexts(), ["Nora Diallo"]);
    await page.waitForFunction(() => document.activeElement.id.startsWith("edit-"));

    await card.getByRole("button", { name: "Supprimer" }).click();
    const question = page.getByRole("dialog", { name: /Supprimer l\u2019\u00e9quipe .*Vid\u00e9o/ });
    await question.getByRole("button", { name: "Supprimer l\u2019\u00e9quipe" }).click();
    await card.waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement.localName === "h1");
  });
});

test("a form that chooses among people waits until it is known who there is", async () => {
  await stage.page({ name: "orgs-early" }, async (page) => {
    await signIn(page, stage.account("ADMIN"));
    await page.route(/\/users(\?|$)/, async (route) => {
      await page.locator("[data-pressed]").waitFor({ state: "attached" });
      await route.continue();
    });
    await page.goto("/app/o/compagnie-du-lac/teams");
    const add = page.getByRole("button", { name: "Nouvelle \u00e9quipe" });
    await add.click();
    await add.evaluate((button) => button.setAttribute("data-pressed", ""));
    await page.getByRole("dialog").getByRole("checkbox", { name: "Nora Diallo" }).waitFor();
  });
});

test("a role is changed; the last administrator is refused to go, in words", async () => {
  await stage.page({ name: "orgs-members" }, async (page, watched) => {
    await signIn(page, stage.account("ADMIN"));
    await page.goto("/app/o/compagnie-du-lac/members");
    const member = (name) => page.getByRole("listitem").filter({ hasText: name });
    const edit = async (name, role) => {
      await member(name).getByRole("button", { name: /^Modifier/ }).click();
      const form = page.getByRole("dialog", { name: `R\u00f4le et \u00e9quipes de ${name}` });
      await form.getByRole("radio", { name: role }).check();
      await form.getByRole("button", { name: "Enregistrer" }).click();
      return form;
    };
    await edit("Nora Diallo", /^R\u00e9gie/);
    await page.getByText("Membre enregistr\u00e9").waitFor();
    await member("Nora Diallo").getByText("R\u00e9gie").waitFor();

    watched.expect(409, "/users");
    const kept = "Une organisation garde au moins une personne \u00e0 l\u2019administration.";
    const form = await edit("Alix Morel", /^R\u00e9gie/);
    await form.getByText(kept).waitFor();
    await page.waitForFunction(() => document.activeElement.classList.contains("notice"));
    page.once("dialog", (question) => question.accept());
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    await member("Alix Morel").getByRole("button", { name: /^Quitter/ }).click();
    const leaving = page.getByRole("dialog", { name: "Quitter l\u2019organisation" });
    await leaving.getByRole("button", { name: "Quitter l\u2019organisation" }).click();
    await leaving.getByText(kept).waitFor();
    assert.match(await member("Alix Morel").innerText(), /Administration/);
  });
});
