import type { Figure } from "./part";

/** Whether a figure is what it is meant to be: within its bounds, for a rate at least, for everything else at most. */
export function meetsAim({ value, unit, aim, within }: Figure): boolean {
  if (within !== undefined) return value >= within[0] && value <= within[1];
  if (aim === undefined) return true;
  return unit === "/s" ? value >= aim : value <= aim;
}

/** The figures of one part as a table: each beside its yardstick, what bounds it below. */
export function figuresAsText(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, unit, value, yardstick, aim, within } = figure;
    const aimed = within
      ? `${meetsAim(figure) ? "✓" : "✗"} aim ${within.join("–")}`
      : aim === undefined
        ? ""
        : `${meetsAim(figure) ? "✓" : "✗"} aim ${unit === "/s" ? "≥" : "≤"} ${inWords(aim)}`;
    const ratio = yardstick.value === 0 ? "–" : `× ${inWords(value / yardstick.value)}`;
    return [name, inWords(value), unit, inWords(yardstick.value), ratio, aimed];
  });
  const head = ["figure", "value", "unit", "yardstick", "ratio", ""];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) =>
    `  ${row
      .map((cell, column) =>
        column === 1 || column === 3 || column === 4
          ? cell.padStart(widths[column] ?? 0)
          : cell.padEnd(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd()}`;
  const table = figures.flatMap(({ yardstick, boundBy }, index) => [
    line(rows[index] ?? []),
    `      against ${yardstick.name}; bound by ${boundBy}`,
  ]);
  return [line(head), ...table].join("\n");
}

/** Three significant digits: a fourth would not be there again in the next run. */
function inWords(value: number): string {
  if (value === 0 || value >= 100) return Math.round(value).toLocaleString("en");
  return Number(value.toPrecision(3)).toString();
}
