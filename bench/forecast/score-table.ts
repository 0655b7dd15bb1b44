import type { Score } from "./score";
import type { Scored } from "./score-of";

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** The scores of one history, whole and by halves of its time, each beside the plain bootstrap's. */
export function scoreTable(name: string, scores: readonly Score[]): string {
  return scoredTable(
    name,
    scores.map(({ kind, part, ...scored }) => ({ label: part === "all" ? kind : `  ${part}`, ...scored })),
  );
}

/** Scores by what was asked, each beside the plain bootstrap's. */
export function scoredTable(name: string, scores: readonly (Scored & { label: string })[]): string {
  if (scores.length === 0) return `${name}: too little was finished to ask anything.`;
  const rows = scores.flatMap(({ label, questions, apart, held, loss, baselineHeld, baselineLoss }) => [
    [label, `${questions}`, `${apart}`, "forecast", ...held.map(percent), loss.toFixed(2)],
    ["", "", "", "plain bootstrap", ...baselineHeld.map(percent), baselineLoss.toFixed(2)],
  ]);
  const head = ["question", "asked", "apart", "answered by", "by P50", "by P85", "by P95", "pinball, days"];
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: string[]) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd();
  return [name, ...all.map(line)].join("\n");
}
