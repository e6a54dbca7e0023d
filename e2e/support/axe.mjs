// The accessibility rules that a machine can check, on a page as it stands.

import axe from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// The rule that another theme of the same page can break.
export const COLOURS = ["color-contrast"];

/// Throws what axe finds on the page, or inside the element that `within` selects: by all of the
/// rules, or by `rules` alone.
export async function checkAxe(page, { within, rules } = {}) {
  // Through the debugger, not as a script of the page: the document policy stays as it is.
  await page.evaluate(axe.source);
  const found = await page.evaluate(
    async ([selector, runOnly]) => {
      const result = await window.axe.run(selector ?? document, { runOnly, resultTypes: ["violations"] });
      return result.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        places: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
      }));
    },
    [within, rules ?? TAGS],
  );
  if (found.length === 0) return;
  const told = found.map(({ id, help, places }) => `${id} (${help}):\n    ${places.join("\n    ")}`);
  throw new Error(`axe on ${page.url()}:\n  ${told.join("\n  ")}`);
}
