import type { Page } from "@playwright/test";
import axe, { type ElementContext, type RunOptions } from "axe-core";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** A list of two hundred rows is looked at in its first eight: the others are made alike, and cost minutes. */
const furtherRows = ":is(li, tr, [role=row]):nth-of-type(n + 9)";

/** Parts of a screen that are looked at elsewhere. */
type Looking = { without?: readonly string[] };

/** What axe finds against WCAG 2.2 A and AA, one line each: rule, element, and what it measured. */
export function violations(page: Page, looking: Looking = {}): Promise<string[]> {
  return found(page, looking, { runOnly: { type: "tag", values: tags } });
}

/** The rules whose answer can change with the width: what is shown instead, and how large it is. */
export function narrowViolations(page: Page, looking: Looking = {}): Promise<string[]> {
  const rules = [
    "target-size",
    "scrollable-region-focusable",
    "button-name",
    "link-name",
    "label",
    "select-name",
    "aria-hidden-focus",
    "nested-interactive",
  ];
  return found(page, looking, { runOnly: { type: "rule", values: rules } });
}

/** The one rule whose answer depends on the theme. */
export function contrastViolations(page: Page, looking: Looking = {}): Promise<string[]> {
  return found(page, looking, { runOnly: { type: "rule", values: ["color-contrast"] } });
}

/** axe goes into a page once, and only what it found comes out: for each of our screens that is most of the time. */
async function found(page: Page, { without = [] }: Looking, options: RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    async ({ context, options }) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(context, options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, any, all }) => {
          return `${location.href} ${id}: ${target.join(" ")} ${any[0]?.message ?? all[0]?.message ?? ""}`;
        }),
      );
    },
    {
      context: { include: ["html"], exclude: [furtherRows, ...without] } satisfies ElementContext,
      options: { ...options, resultTypes: ["violations"] } satisfies RunOptions,
    },
  );
}

/** By how many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
