// The planning page, as its tests find their way in it.

import { signIn } from "./scene.mjs";

/// Signs in and waits until the week is there.
export async function openWeek(page, account) {
  await signIn(page, account);
  await page.getByRole("grid").waitFor();
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
