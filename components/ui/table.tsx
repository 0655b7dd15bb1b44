// biome-ignore-all lint/a11y/noRedundantRoles: not redundant here, see Table.
import { clsx } from "clsx";
import type { Key, ReactNode } from "react";

export type Column<Row> = {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Names the row: the row header of the table, the head of the card on a phone. One column has it. */
  primary?: boolean;
  align?: "start" | "end";
  /** Not worth its room on a phone. */
  wideOnly?: boolean;
  /** The head is for screen readers only (a column of buttons). */
  hideHeader?: boolean;
  /** One small button: on a phone it stands in the corner of the card. */
  corner?: boolean;
};

type TableProps<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => Key;
  /** Shown in place of a table without rows. */
  empty?: ReactNode;
  /** Without a frame of its own, flush with the card it stands in. */
  bare?: boolean;
  className?: string;
};

const flush = "md:[&_:is(th,td):first-child]:pl-0 md:[&_:is(th,td):last-child]:pr-0";

/**
 * Rows and columns; on a phone each row is a card of terms and values. The roles are written out because browsers drop a
 * table's own when its elements are laid out as blocks.
 */
export function Table<Row>({ caption, columns, rows, rowKey, empty, bare, className }: TableProps<Row>) {
  if (rows.length === 0 && empty) return empty;
  const hasCorner = columns.some(({ corner }) => corner);
  return (
    <div
      className={clsx(
        "min-w-0 md:overflow-x-auto",
        !bare && "md:rounded-xl md:border md:border-line md:bg-panel",
        className,
      )}
    >
      <table role="table" className={clsx("w-full border-collapse text-left phone:block", bare && flush)}>
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className="phone:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <th
                key={column.key}
                role="columnheader"
                scope="col"
                className={clsx(
                  // A word without end in one column leaves the others at least as wide as what they are called.
                  "wrap-break-word border-line border-b px-3.5 py-2 font-medium text-ink-2 text-xs",
                  column.align === "end" && "text-right",
                )}
              >
                {column.hideHeader ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="phone:grid phone:grid-cols-1 phone:gap-2.5">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-line border-b last:border-b-0 phone:relative phone:grid phone:grid-cols-1 phone:gap-1 phone:rounded-xl phone:border phone:bg-panel phone:p-3.5"
            >
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} besideCorner={hasCorner} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type CellProps<Row> = { column: Column<Row>; row: Row; besideCorner: boolean };

function Cell<Row>({ column, row, besideCorner }: CellProps<Row>) {
  const Element = column.primary ? "th" : "td";
  return (
    <Element
      role={column.primary ? "rowheader" : "cell"}
      scope={column.primary ? "row" : undefined}
      className={clsx(
        "px-3.5 py-2.5 align-top font-normal phone:px-0 phone:py-0",
        column.align === "end" && "md:text-right",
        column.wideOnly && "phone:hidden",
        column.primary ? "phone:text-lg" : "phone:flex phone:items-baseline phone:gap-3",
        column.primary && besideCorner && "phone:pr-9",
        column.corner && "phone:absolute phone:top-2 phone:right-2",
      )}
    >
      {!column.primary && !column.hideHeader && (
        <span aria-hidden="true" className="w-26 shrink-0 text-ink-2 text-sm md:hidden">
          {column.header}
        </span>
      )}
      <div className={clsx("min-w-0", column.primary && "md:min-w-32")}>{column.cell(row)}</div>
    </Element>
  );
}
