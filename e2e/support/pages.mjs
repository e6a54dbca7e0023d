// The pages of the app, for what has to be true of every one of them.

import { signedIn } from "./api.mjs";

/// The pages of every organisation that a technician has, and one that is not for technicians.
const TECHNICIAN = {
  week: "planning",
  day: "planning?view=day",
  list: "planning?view=list",
  availability: "availability",
  members: "members",
};

/// The pages that have nothing to do with an organisation, and those that are none.
const ANYBODY = {
  profile: "/app/profile",
  "a new organisation": "/app/orgs/new",
  nowhere: "/app/nowhere",
  "somebody else's organisation": "/app/o/elsewhere/planning",
};

/// The pages of an administrator, which are all there are once somebody is signed in, by name.
export async function pagesOf(client) {
  const first = async (path) => (await client.get(path)).items[0].id;
  const week = "from=2026-11-23T00:00:00Z&to=2026-11-30T00:00:00Z";
  const [mission, person, shift] = await Promise.all([first("/missions"), first("/users"), first(`/shifts?${week}`)]);
  return paths(client, {
    ...TECHNICIAN,
    missions: "missions",
    mission: `missions/${mission}`,
    "no mission": `missions/${person}`,
    people: "people",
    person: `people/${person}`,
    teams: "teams",
    calendar: "calendar",
    activity: "activity",
    "copying a week": "planning/paste",
    "repeating a shift": `planning/repeat?shift=${shift}`,
    "no shift to repeat": "planning/repeat",
    publishing: "planning/publish",
    printing: "planning/print",
    templates: "templates",
    "applying a template": `templates/${await template(client)}/apply`,
    publications: "publications",
    publication: `publications/${await first("/planning/publications")}`,
    "bulk acts": "operations",
    keys: "keys",
    "labour rules": "rules",
    settings: "settings",
    "nowhere in an organisation": "nowhere",
  });
}

/// A template, made.
async function template(client) {
  const call = { label: "Service du soir", role: "R\u00e9gie", kind: "SPECTACLE", start: "18:00" };
  return (await client.post("/templates", { ...call, duration_minutes: 300, hue: "violet" })).id;
}

/// The pages of a technician.
export function pagesOfTechnician(client) {
  return paths(client, TECHNICIAN);
}

async function paths(client, pages) {
  const { memberships } = await client.get("/auth/me");
  const [{ org }] = memberships;
  const own = Object.entries(pages).map(([name, page]) => [name, `/app/o/${org.slug}/${page}`]);
  return { ...Object.fromEntries(own), ...ANYBODY };
}

/// The pages of who is not signed in: signing in, and links that are good, gone, and cut short.
export async function pagesBefore(server, admin) {
  const client = await signedIn(server, admin);
  const guest = { email: "guest@lac.example.org", name: "Zo\u00e9 Petit", role: "TECH", team_ids: [] };
  const { link } = await client.post("/users", guest);
  return {
    "signing in": "/app/sign-in",
    "a link": link.url.slice(server.base.length),
    "a link that is gone": `/app/link#${"A".repeat(43)}`,
    "a link cut short": "/app/link",
  };
}

/// Opens a page and waits until everything it reads is there.
export async function open(page, path) {
  await page.goto("about:blank");
  await page.goto(path);
  await page.locator("main h1").waitFor();
  if (/\/planning(\?|$)/.test(path)) await page.locator(".shift, main .empty-state").first().waitFor();
  await page.locator('[aria-busy="true"], .skeleton').first().waitFor({ state: "detached" });
}
