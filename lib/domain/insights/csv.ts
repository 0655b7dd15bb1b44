import type { ColumnKind, FigureTable } from "./figure";

const units: Partial<Record<ColumnKind, string>> = { hours: " (hours)", share: " (0 to 1)", instant: " (UTC)" };

/**
 * A table as CSV (RFC 4180): a header with units, CRLF, a comma between, quotes where they are needed. A text that a spreadsheet would
 * take for a formula gets an apostrophe before it, because names are whatever somebody typed.
 */
export function tableAsCsv({ columns, rows }: FigureTable): string {
  const header = columns.map(({ label, kind }) => `${label}${units[kind] ?? ""}`);
  const lines = rows.map((row) => row.map(written));
  return [header.map(quoted), ...lines].map((line) => `${line.join(",")}\r\n`).join("");
}

function written(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(Math.round(value * 10_000) / 10_000);
  return quoted(/^[=+\-@\t\r]/.test(value) ? `'${value}` : value);
}

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
