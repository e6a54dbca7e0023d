// A PostgreSQL database of a test's own, in the cluster that `cargo xtask test browser` has started.

import { randomUUID } from "node:crypto";

import pg from "pg";

/// Makes an empty database and answers its address. It goes with the cluster.
export async function postgres() {
  const cluster = process.env.CALLBOARD_TEST_DATABASE_URL;
  if (!cluster) throw new Error("CALLBOARD_TEST_DATABASE_URL names no PostgreSQL: use `cargo xtask test browser`");
  const name = `e2e_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client(cluster);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(cluster);
  url.pathname = name;
  return url.href;
}
