// What a page complains about while a test uses it: errors on the console, exceptions, requests that
// fail, answers that blame the server, and violations of the document policy.

/// What is no fault: before somebody signs in, the app asks whether a session is still there.
const EXPECTED = [{ status: 401, path: "/auth/refresh" }];

/// Watches a page. Call it before the page goes anywhere.
export async function watch(page) {
  const complaints = [];
  const violations = [];
  const expected = [...EXPECTED];
  let provoked = false;
  const isExpected = (status, url) =>
    expected.some((one) => one.status === status && new URL(url).pathname.startsWith(one.path));

  page.on("pageerror", (error) => complaints.push(`exception: ${error.stack ?? error}`));
  page.on("console", (message) => {
    if (message.type() !== "error") return;
    const { url } = message.location();
    const refused = /the server responded with a status of (\d+)/.exec(message.text());
    if (refused && isExpected(Number(refused[1]), url)) return;
    complaints.push(`console: ${message.text()} (${url})`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left aborts what it still waits for.
    if (reason !== "net::ERR_ABORTED") complaints.push(`request: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`answer: ${response.status()} ${response.url()}`);
  });
  await page.exposeBinding("reportViolation", (_source, violation) => violations.push(violation));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""}`);
    });
  });
  return {
    /// The violations of the document policy so far.
    violations,
    /// From now on, an answer with this status under this path is what the test wants.
    expect(status, path) {
      expected.push({ status, path });
    },
    /// From now on the test provokes what a page must not do, so nothing is held against it.
    provoke() {
      provoked = true;
    },
    /// Throws what was complained of.
    check() {
      if (provoked) return;
      const all = [...complaints, ...violations.map((violation) => `policy: ${violation}`)];
      if (all.length > 0) throw new Error(`the page complained:\n  ${all.join("\n  ")}`);
    },
  };
}
