import { Table } from "@/components/ui/table";
import type { ColumnKind, FigureTable as Data } from "@/lib/domain/insights/figure";
import { formatInstant } from "@/lib/time/format";
import { amountInWords, hoursInWords, shareInWords } from "./insight-words";

const shown = 60;

type Value = string | number | null;

/** The table behind a figure, as far as one reads on a screen; all of it is in its CSV. */
export function FigureTable({ caption, table, zone }: { caption: string; table: Data; zone: string }) {
  const rows = table.rows.slice(0, shown).map((values, index) => ({ values, index }));
  return (
    <div className="grid min-w-0 gap-2">
      <section
        aria-label={`Table of ${caption}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-96 min-w-0 overflow-auto md:[&_:is(td,th)]:whitespace-nowrap md:[&_:is(td,th)]:py-1.5"
      >
        <Table
          bare
          caption={caption}
          rows={rows}
          rowKey={({ index }) => index}
          empty={<p className="text-ink-2">There are no rows in this period.</p>}
          columns={table.columns.map(({ label, kind }, place) => ({
            key: label,
            header: label,
            primary: place === 0,
            align: kind === "text" || kind === "instant" ? ("start" as const) : ("end" as const),
            cell: ({ values }: { values: readonly Value[] }) => (
              <span className="tabular-nums">{inWords(values[place] ?? null, kind, zone)}</span>
            ),
          }))}
        />
      </section>
      {table.rows.length > shown && (
        <p className="text-ink-2 text-sm">
          The first {shown} of {table.rows.length} rows; all of them are in the CSV.
        </p>
      )}
    </div>
  );
}

function inWords(value: Value, kind: ColumnKind, zone: string): string {
  if (value === null) return "–";
  if (typeof value === "string") return kind === "instant" ? formatInstant(new Date(value), zone) : value;
  if (kind === "hours") return value === 0 ? "0 h" : hoursInWords(value);
  return kind === "share" ? shareInWords(value) : amountInWords(value);
}
