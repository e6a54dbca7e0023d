// Coming in, staying in, and going out: by the sign-in page, over reloads and tabs, and when a
// session is ended from somewhere else.

import assert from "node:assert/strict";
import { test } from "node:test";

import { scene, signIn } from "./support/scene.mjs";
import { watch } from "./support/watch.mjs";

const stage = scene({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });

const EMAIL = 'input[autocomplete="username"]';
const PASSWORD = 'input[autocomplete="current-password"]';

async function fill(page, { email, password }) {
  await page.locator(EMAIL).fill(email);
  await page.locator(PASSWORD).fill(password);
  await page.getByRole("button", { name: "Se connecter" }).click();
}

const focused = (page) => page.evaluate(() => document.activeElement.id);
const path = (page) => new URL(page.url()).pathname;

test("what is missing is said, and each line leads to its field", async () => {
  await stage.page({ name: "signin-empty" }, async (page) => {
    await page.goto("/app/");
    await page.getByRole("button", { name: "Se connecter" }).click();
    const summary = page.getByRole("alert").locator(".notice");
    await summary.getByRole("link", { name: /Adresse e-mail/ }).waitFor();
    await page.waitForFunction(() => document.activeElement.classList.contains("notice"));
    await summary.getByRole("link", { name: /Mot de passe/ }).click();
    assert.equal(await focused(page), await page.locator(PASSWORD).getAttribute("id"));
    assert.equal(await page.locator(PASSWORD).getAttribute("aria-invalid"), "true");
    const described = await page.locator(PASSWORD).getAttribute("aria-describedby");
    assert.match(await page.locator(`#${described}`).innerText(), /remplir/);
  });
});

test("a wrong password is said in words, with the keyboard on them, and what was typed stays", async () => {
  await stage.page({ name: "signin-wrong" }, async (page, watched) => {
    watched.expect(401, "/auth/login");
    const account = stage.technician("celia");
    await page.goto("/app/");
    await fill(page, { ...account, password: "rideau-vert-2026" });
    const summary = page.getByRole("alert").locator(".notice");
    await summary.getByText("Adresse e-mail ou mot de passe incorrect.").waitFor();
    await page.waitForFunction(() => document.activeElement.classList.contains("notice"));
    assert.equal(await page.locator(EMAIL).inputValue(), account.email);
    await fill(page, account);
    await page.getByRole("grid").waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.localName), "h1");
  });
});

test("the password can be seen while it is typed", async () => {
  await stage.page({ name: "signin-show" }, async (page) => {
    await page.goto("/app/");
    await page.locator(PASSWORD).fill("un mot");
    await page.getByRole("button", { name: "Afficher le mot de passe" }).click();
    assert.equal(await page.locator(PASSWORD).getAttribute("type"), "text");
    await page.getByRole("button", { name: "Masquer le mot de passe" }).click();
    assert.equal(await page.locator(PASSWORD).getAttribute("type"), "password");
  });
});

test("a reload keeps the session, signing out ends it, and Back shows nothing of it", async () => {
  await stage.page({ name: "signin-out" }, async (page) => {
    await signIn(page, stage.account("MANAGER"));
    await page.getByRole("grid").waitFor();
    await page.reload();
    await page.getByRole("grid").waitFor();
    await page.getByRole("link", { name: "Missions" }).first().click();
    await page.getByRole("link", { name: "Antigone" }).waitFor();
    await page.getByRole("button", { name: /Compte de Manon Garnier/ }).click();
    await page.getByRole("button", { name: "Se d\u00e9connecter" }).click();
    await page.locator(PASSWORD).waitFor();
    await page.goBack();
    await page.waitForURL("**/app/sign-in");
    await page.locator(PASSWORD).waitFor();
    assert.equal(await page.getByText(/Antigone|Manon Garnier|Th\u00e9o Lambert/).count(), 0);
    await page.reload();
    await page.locator(PASSWORD).waitFor();
    const cookies = await page.context().cookies();
    assert.deepEqual(cookies, []);
  });
});

test("the session's cookie is out of reach of scripts, and of other sites", async () => {
  await stage.page({ name: "signin-cookie" }, async (page) => {
    await signIn(page, stage.technician("jules"));
    const cookies = await page.context().cookies();
    assert.deepEqual(cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite })), [
      { httpOnly: true, sameSite: "Strict" },
    ]);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
    assert.doesNotMatch(kept, /token|eyJ/i);
  });
});

test("an address that needs signing in is where one is afterwards", async () => {
  await stage.page({ name: "signin-deep" }, async (page) => {
    await page.goto("/app/o/compagnie-du-lac/missions?state=all");
    await page.waitForURL(/\/app\/sign-in\?next=/);
    await fill(page, stage.account("MANAGER"));
    await page.getByRole("radio", { name: "Toutes" }).waitFor();
    assert.equal(page.url(), `${stage.server.base}/app/o/compagnie-du-lac/missions?state=all`);
    assert.ok(await page.getByRole("radio", { name: "Toutes" }).isChecked());
  });
});

test("no address leads out of the app through signing in", async () => {
  await stage.page({ name: "signin-elsewhere" }, async (page) => {
    const elsewhere = [
      "//elsewhere.invalid/",
      "/\\elsewhere.invalid/",
      "/\t/elsewhere.invalid/",
      "https://elsewhere.invalid/",
      "javascript:document.title='seized'",
      "/app/..//elsewhere.invalid/",
      "/calendar/feed.ics",
    ];
    for (const next of elsewhere) {
      await page.goto(`/app/sign-in?next=${encodeURIComponent(next)}`);
      // The first time through the form; then whoever is signed in is led on at once.
      if (next === elsewhere[0]) await fill(page, stage.technician("louise"));
      await page.getByRole("grid").waitFor();
      assert.equal(new URL(page.url()).origin, stage.server.base, next);
      assert.equal(path(page), "/app/o/compagnie-du-lac/planning", next);
    }
  });
});

test("two tabs stay signed in, also when both are loaded at once", async () => {
  await stage.page({ name: "signin-tabs" }, async (page, watched) => {
    await signIn(page, stage.technician("karim"));
    const other = await page.context().newPage();
    const watchedToo = await watch(other);
    await other.goto("/app/");
    await Promise.all([page, other].map((tab) => tab.getByRole("grid").waitFor()));
    for (let turn = 0; turn < 3; turn += 1) {
      await Promise.all([page.reload(), other.reload()]);
      await Promise.all([page, other].map((tab) => tab.getByRole("grid").waitFor()));
    }
    watched.check();
    watchedToo.check();
  });
});

test("a new password ends the other sessions, and is the one that counts", async () => {
  const account = stage.technician("ines");
  const changed = { ...account, password: "trois coups et le rideau" };
  await stage.page({ name: "signin-password" }, async (page, watched) => {
    await stage.page({ name: "signin-password-other" }, async (other, watchedToo) => {
      await signIn(other, account);
      await other.getByRole("grid").waitFor();
      await signIn(page, account);
      await page.goto("/app/profile");
      const form = page.locator("form").filter({ has: page.getByLabel("Mot de passe actuel") });
      const change = async (current, now) => {
        await form.getByLabel("Mot de passe actuel").fill(current);
        await form.getByLabel("Nouveau mot de passe").fill(now);
        await form.getByRole("button", { name: "Changer le mot de passe" }).click();
      };
      watched.expect(422, "/auth/");
      await change("pas le bon mot de passe", changed.password);
      await form.locator(".error", { hasText: "mot de passe incorrect" }).waitFor();
      await change(account.password, "court");
      await form.locator(".error", { hasText: "12 caract\u00e8res au moins" }).waitFor();
      await change(account.password, changed.password);
      await page.getByText("Vos autres sessions sont ferm\u00e9es.").waitFor();
      assert.equal(await form.getByLabel("Nouveau mot de passe").inputValue(), "");

      watchedToo.expect(401, "/");
      await other.getByRole("link", { name: "Dispos" }).first().click();
      await other.waitForURL(/\/app\/sign-in\?next=.*availability/);
      await fill(other, account);
      await other.getByText("Adresse e-mail ou mot de passe incorrect.").waitFor();
      await fill(other, changed);
      await other.getByRole("heading", { name: "Disponibilit\u00e9s" }).waitFor();
      await page.reload();
      await form.waitFor();
    });
  });
});

test("a session that is ended in the list of them leads to signing in where it was", async () => {
  const account = stage.technician("hugo");
  await stage.page({ name: "signin-sessions" }, async (page) => {
    await stage.page({ name: "signin-sessions-other" }, async (other, watchedToo) => {
      await signIn(other, account);
      await other.getByRole("grid").waitFor();
      await signIn(page, account);
      await page.goto("/app/profile");
      const sessions = page.getByRole("region", { name: "Sessions" });
      await sessions.getByText("Celle-ci").waitFor();
      const end = sessions.getByRole("button", { name: /Fermer la session Chrome sur Linux/ });
      assert.equal(await end.count(), 1);
      await end.click();
      await page.getByText("Session ferm\u00e9e.").waitFor();
      assert.equal(await end.count(), 0);
      assert.equal(await sessions.getByRole("listitem").count(), 1);

      watchedToo.expect(401, "/");
      await other.getByRole("button", { name: "Semaine suivante" }).click();
      await other.waitForURL(/\/app\/sign-in\?next=.*planning/);
      assert.equal(await other.getByText("Th\u00e9o Lambert").count(), 0);
    });
  });
});

test("signing out everywhere asks first, and ends the other tab too", async () => {
  await stage.page({ name: "signin-everywhere" }, async (page) => {
    await stage.page({ name: "signin-everywhere-other" }, async (other, watchedToo) => {
      await signIn(other, stage.technician("samia"));
      await other.getByRole("grid").waitFor();
      await signIn(page, stage.technician("samia"));
      await page.goto("/app/profile");
      await page.getByRole("button", { name: "Se d\u00e9connecter partout" }).click();
      const question = page.getByRole("dialog", { name: "Se d\u00e9connecter partout" });
      await question.getByRole("button", { name: "Annuler" }).click();
      await question.waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Se d\u00e9connecter partout" }).click();
      await question.getByRole("button", { name: "Se d\u00e9connecter partout" }).click();
      await page.locator(PASSWORD).waitFor();
      watchedToo.expect(401, "/");
      await other.reload();
      await other.locator(PASSWORD).waitFor();
    });
  });
});
