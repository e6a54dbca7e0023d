// The release bundle starts, under the document policy that the server sends.

import assert from "node:assert/strict";
import { test } from "node:test";

import { checkAxe } from "./support/axe.mjs";
import { LOOKS } from "./support/browser.mjs";
import { scene } from "./support/scene.mjs";

const stage = scene();
const PASSWORD = 'input[autocomplete="current-password"]';

for (const look of LOOKS) {
  test(`the app starts and asks who one is: ${look.theme}, ${look.width} px`, async () => {
    await stage.page({ ...look, name: "smoke" }, async (page) => {
      await page.goto("/app/");
      await page.locator(PASSWORD).waitFor();
      await checkAxe(page);
    });
  });
}

test("the document policy is alive: what it forbids does not happen", async () => {
  await stage.page({ name: "policy" }, async (page, watched) => {
    await page.goto("/app/");
    await page.locator(PASSWORD).waitFor();
    watched.check();
    watched.provoke();
    const reported = await page.evaluate(async () => {
      const violated = (act) =>
        new Promise((resolve) => {
          document.addEventListener("securitypolicyviolation", (event) => resolve(event.effectiveDirective), {
            once: true,
          });
          act();
        });
      const script = () => {
        const element = document.createElement("script");
        element.textContent = "window.inlined = true";
        document.body.append(element);
      };
      const image = () => {
        new Image().src = "https://elsewhere.invalid/pixel.png";
      };
      return [await violated(script), await violated(image), window.inlined];
    });
    assert.deepEqual(reported, ["script-src-elem", "img-src", undefined]);
  });
});

test("the app does not start without the permission to compile wasm: the policy matters", async () => {
  await stage.page({ name: "no-wasm" }, async (page, watched) => {
    watched.provoke();
    await page.route("**/app/", async (route) => {
      const answer = await route.fetch();
      const headers = answer.headers();
      headers["content-security-policy"] = headers["content-security-policy"].replace("'wasm-unsafe-eval'", "");
      await route.fulfill({ response: answer, headers });
    });
    const refused = page.waitForEvent("pageerror", (error) => error.message.includes("WebAssembly"));
    await page.goto("/app/");
    await refused;
    assert.equal(await page.locator(PASSWORD).count(), 0);
  });
});
