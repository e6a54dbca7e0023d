// What most tests begin with: a server with the demo company, a browser, and somebody who signs in.

import { after, before } from "node:test";

import { launch, withPage } from "./browser.mjs";
import { startServer } from "./server.mjs";

/// Sets a server and a browser up for the tests of a file, and takes both down after them. `page`
/// opens a watched page: `await scene.page({ theme: "dark", width: 390 }, async (page, watched) => ...)`.
export function scene(options = {}) {
  const stage = {
    server: undefined,
    browser: undefined,
    /// The first demo account with a role: `ADMIN`, `MANAGER` or `TECH`.
    account(role) {
      const found = stage.server.accounts.find((account) => account.role === role);
      if (!found) throw new Error(`the demo company has no ${role}`);
      return found;
    },
    /// A technician of the demo company by the name in their address, where one account a role is
    /// not enough.
    technician(name) {
      return { ...stage.account("TECH"), email: `${name}@lac.example.org` };
    },
    page(look, use) {
      return withPage(stage.browser, stage.server, look, use);
    },
  };
  before(async () => {
    // Both are waited for: what has started is taken down even when the other has not.
    const [server, browser] = await Promise.allSettled([startServer(options), launch()]);
    [stage.server, stage.browser] = [server.value, browser.value];
    for (const { reason } of [server, browser]) if (reason) throw reason;
  });
  after(async () => {
    await stage.browser?.close();
    await stage.server?.stop();
  });
  return stage;
}

/// Signs in through the page that asks for it, and waits until that page is left.
export async function signIn(page, account) {
  await page.goto("/app/");
  await page.locator('input[autocomplete="username"]').fill(account.email);
  await page.locator('input[autocomplete="current-password"]').fill(account.password);
  await page.keyboard.press("Enter");
  await page.locator('input[autocomplete="current-password"]').waitFor({ state: "detached" });
}
