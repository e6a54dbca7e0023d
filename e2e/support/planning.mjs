// The planning page, as its tests find their way in it.

import { signIn } from "./scene.mjs";

/// Signs in and waits until the week is there.
export async function openWeek(page, account) {
  await signIn(page, account);
  await page.getByRole("grid").waitFor();
}

/// Signs in on a page as narrow as a telephone, where the planning is a list, and waits until it is
/// there.
export async function openAgenda(page, account) {
  await signIn(page, account);
  await page.locator(".agenda-person").first().waitFor();
}

/// What the week from a Monday, as `2026-11-23`, shows who asks the API.
export function planningOf(client, monday) {
  const next = new Date(`${monday}T12:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 7);
  const query = new URLSearchParams({ from: midnight(monday), to: midnight(next.toISOString().slice(0, 10)) });
  return client.get(`/planning?${query}`);
}

/// When a day begins in Paris. The clock changes on Sundays, so a Monday's offset is that of its noon.
function midnight(monday) {
  const zone = new Intl.DateTimeFormat("en", { timeZone: "Europe/Paris", timeZoneName: "longOffset" });
  const parts = zone.formatToParts(new Date(`${monday}T12:00:00Z`));
  const [, offset] = /^GMT([+-]\d\d:\d\d)$/.exec(parts.find(({ type }) => type === "timeZoneName").value);
  return `${monday}T00:00:00${offset}`;
}

/// The row of a person, by name.
export function row(page, name) {
  return page.getByRole("row").filter({ has: page.getByRole("rowheader", { name }) });
}

/// A day of a person: 0 for Monday to 6 for Sunday.
export function cell(page, name, day) {
  return row(page, name).getByRole("gridcell").nth(day);
}

/// The shifts of a person on a day.
export function shiftIn(page, name, day) {
  return cell(page, name, day).locator(".shift");
}

/// The id of the shift of a chip.
export function idOf(chip) {
  return chip.locator("xpath=..").getAttribute("data-shift");
}

/// Takes something with the mouse and holds it over something else; the button stays down.
export async function dragTo(page, from, to) {
  await from.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  await page.mouse.move(start.x + 20, start.y + 10);
  await page.mouse.down();
  await page.mouse.move(start.x + 30, start.y + 16, { steps: 3 });
  const end = await to.boundingBox();
  await page.mouse.move(end.x + end.width / 2, end.y + Math.min(20, end.height / 2), { steps: 10 });
  await page.locator(".cell[data-verdict]").waitFor();
}

/// What has the keyboard: the cell it is in, and what it says.
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    return { cell: element.closest("[data-cell]")?.dataset.cell, kind: element.classList[0], id: element.id };
  });
}
