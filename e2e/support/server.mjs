// A Callboard server of a test's own: on a free port, with an empty data folder, and gone after it.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const run = promisify(execFile);

/// The program under test. `cargo xtask test browser` builds it and names it.
function program() {
  const named = process.env.CALLBOARD_BIN;
  if (!named) throw new Error("CALLBOARD_BIN names no callboard program: use `cargo xtask test browser`");
  return named;
}

/// Starts a server with the demo company in it. `env` adds variables to its environment, as
/// `CALLBOARD_CLOCK` for a server that stands at a date; `database` makes its database and answers
/// the address, where it is not to be a SQLite file in the data folder.
export async function startServer({ env = {}, database } = {}) {
  const data = await mkdtemp(join(tmpdir(), "callboard-e2e-"));
  const environment = {
    PATH: process.env.PATH,
    // Windows programs do not start without it.
    SystemRoot: process.env.SystemRoot,
    CALLBOARD_DATA: data,
    CALLBOARD_LISTEN: "127.0.0.1:0",
    CALLBOARD_RATE_PER_MINUTE: "1000000",
    RUST_LOG: "warn",
    ...env,
  };
  if (database) environment.DATABASE_URL = await database();
  const demo = await run(program(), ["demo"], { env: environment });
  let { child, ended } = serve(environment);
  const base = await address(child);
  return {
    base,
    /// Where the web app is.
    app: `${base}/app/`,
    /// The demo accounts: `{ role, email, password, name }`.
    accounts: accounts(demo.stdout),
    /// The API key of the demo company.
    key: /\bcb_live_\S+/.exec(demo.stdout)?.[0],
    /// Ends it in the middle of what it does, as a power cut would.
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    /// Starts it again where it was.
    async start() {
      ({ child, ended } = serve({ ...environment, CALLBOARD_LISTEN: new URL(base).host }));
      await address(child);
    },
    async stop() {
      child.kill();
      await ended;
      await rm(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function serve(env) {
  const child = spawn(program(), ["serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
  return { child, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

/// The address in the line that a server prints once it listens.
function address(child) {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the server ended with ${code} before it listened`)));
    createInterface(child.stdout).on("line", (line) => {
      const found = /^Callboard listens on (\S+)$/.exec(line);
      if (found) resolve(found[1]);
    });
  });
}

/// The accounts that the demo prints, one a line: role, address, password, and the name in brackets.
export function accounts(printed) {
  const line = /^\s*(ADMIN|MANAGER|TECH)\s+(\S+@\S+)\s+(\S+)\s+\((.+)\)$/gm;
  return [...printed.matchAll(line)].map(([, role, email, password, name]) => ({ role, email, password, name }));
}
