import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What axe finds against WCAG 2.2 A and AA, one line each: rule, element, and what it measured. */
export async function violations(page: Page): Promise<string[]> {
  return found(page, new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(tags));
}

/** The one rule whose answer depends on the theme. */
export async function contrastViolations(page: Page): Promise<string[]> {
  return found(page, new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withRules(["color-contrast"]));
}

async function found(page: Page, axe: AxeBuilder): Promise<string[]> {
  const results = await axe.analyze();
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${page.url()} ${id}: ${node.target.join(" ")} ${node.any[0]?.message ?? node.all[0]?.message ?? ""}`,
    ),
  );
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
