// The lines of docs/API.md, run as whoever reads them would.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { signedIn } from "./support/api.mjs";
import { startServer } from "./support/server.mjs";

const run = promisify(execFile);

/// What an import of one event takes.
const PROGRAMME = [
  "BEGIN:VCALENDAR",
  "BEGIN:VEVENT",
  "UID:premiere",
  "SUMMARY:Premi\u00e8re",
  "DTSTART;TZID=Europe/Paris:20261128T200000",
  "DTEND;TZID=Europe/Paris:20261128T230000",
  "END:VEVENT",
  "END:VCALENDAR",
  "",
].join("\r\n");

/// What each line answers, in their order.
const ANSWERS = [
  ["lists the missions", 200],
  ["says what is wrong with a mission", 422],
  ["changes a mission", 200],
  ["reads a week", 200],
  ["tells what a paste would do", 200],
  ["lists the templates", 200],
  ["tells what a series would be", 200],
  ["reads the labour rules", 200],
  ["imports a file", 201],
  ["attaches a document", 201],
];

let server, folder, env;

before(async () => {
  server = await startServer({ env: { CALLBOARD_CLOCK: "2026-11-25T09:00:00Z" } });
  folder = await mkdtemp(join(tmpdir(), "callboard-manual-"));
  await writeFile(join(folder, "programme.ics"), PROGRAMME);
  await writeFile(join(folder, "plan.pdf"), "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n");
  const admin = server.accounts.find((account) => account.role === "ADMIN");
  const { items } = await (await signedIn(server, admin)).get("/missions");
  env = { PATH: process.env.PATH, KEY: server.key, BASE: server.base, ID: items[0].id };
});

after(async () => {
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/// The commands of the page: indented lines that begin with `curl`, with those they go on in.
async function commands() {
  const page = await readFile(fileURLToPath(new URL("../docs/API.md", import.meta.url)), "utf8");
  return [...page.matchAll(/^ {4}curl (?:.*\\\n)*.*$/gm)].map(([lines]) => lines.replaceAll("\\\n", " ").trim());
}

test("every line of the API's manual does what it says", async () => {
  const lines = await commands();
  assert.equal(lines.length, ANSWERS.length);
  for (const [place, line] of lines.entries()) {
    const [what, expected] = ANSWERS[place];
    const { stdout } = await run("bash", ["-c", `${line} -w '\n%{http_code}'`], { cwd: folder, env });
    const [body, status] = [stdout.slice(0, stdout.lastIndexOf("\n")), Number(stdout.split("\n").at(-1))];
    assert.equal(status, expected, `${what}: ${line}\n${body}`);
    assert.ok(JSON.parse(body), what);
  }
});
