import { clsx } from "clsx";
import { ChanceOnTime } from "@/components/forecasts/chance-on-time";
import { Mark } from "@/components/ui/mark";
import type { DepartureRow, TrainRow } from "@/lib/access/input/departures";
import { departureRemark } from "@/lib/domain/departure";
import { trainRemark } from "@/lib/domain/train-remark";
import { type BoardItem, boardTime, isOff, oldTime, oldTrainTime, trainTime } from "./board-time";
import { DepartureRemarkText } from "./departure-remark-text";
import { closureWords, releaseDetail, releaseNames, trainReleases, via } from "./departure-words";

type BoardTableProps = { items: readonly BoardItem[]; now: Date; zone: string; withEnvironment: boolean };

const columns = ["Time", "Release", "Team", "Via", "Remarks", "Chance on time"];
const cell = "bg-panel px-3.5 py-3 align-middle font-medium text-lg leading-6 wrap-break-word xl:text-xl";
const small = "block font-normal font-sans text-ink-2 text-sm leading-snug";

/** The board on the wall. */
export function BoardTable({ items, now, zone, withEnvironment }: BoardTableProps) {
  return (
    <table className="w-full border-separate border-spacing-x-0 border-spacing-y-1 text-left font-mono max-lg:hidden">
      <caption className="sr-only">Departures</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column}
              scope="col"
              className="px-3.5 py-2 font-medium font-sans text-ink-2 text-sm uppercase tracking-widest"
            >
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) =>
          item.kind === "closure" ? (
            <tr key={`${item.row.freezeId} ${item.row.during.start.toISOString()}`}>
              <td
                colSpan={columns.length}
                className="rounded-md bg-hatch-freeze bg-risk-ground px-3.5 py-3 font-sans font-semibold text-base text-risk"
              >
                {closureWords(item.row, zone)}
              </td>
            </tr>
          ) : item.kind === "train" ? (
            <TrainBoardRow
              key={item.row.departureId}
              row={item.row}
              now={now}
              zone={zone}
              withEnvironment={withEnvironment}
            />
          ) : (
            <BoardRow key={item.row.slotId} row={item.row} now={now} zone={zone} withEnvironment={withEnvironment} />
          ),
        )}
      </tbody>
    </table>
  );
}

type BoardRowProps = { row: DepartureRow; now: Date; zone: string; withEnvironment: boolean };

function BoardRow({ row, now, zone, withEnvironment }: BoardRowProps) {
  const old = oldTime(row, now, zone);
  const detail = releaseDetail(row);
  return (
    <tr>
      <td className={clsx(cell, "rounded-l-md text-waiting")}>
        {old && <OldTime text={old} />}
        <span className={clsx("whitespace-nowrap", isOff(row) && "text-ink-2 line-through")}>
          {boardTime(row.during.start, now, zone)}
        </span>
      </td>
      {/* Names and summaries are anybody's: one word as long as a line must not widen the board. */}
      <th scope="row" className={clsx(cell, "wrap-anywhere!")}>
        {releaseNames(row)}
        {detail && <span className={small}>{detail}</span>}
      </th>
      <td className={clsx(cell, "whitespace-nowrap")}>{row.team.name}</td>
      <td className={clsx(cell, "min-w-40 xl:min-w-64")}>
        {via(row)}
        {withEnvironment && <span className={small}>{row.environmentName}</span>}
      </td>
      <td className={clsx(cell, "min-w-44 xl:min-w-52 text-base!")}>
        <DepartureRemarkText remark={departureRemark(row, now, zone)} />
      </td>
      <td className={clsx(cell, "whitespace-nowrap rounded-r-md")}>
        <ChanceOnTime row={row} />
      </td>
    </tr>
  );
}

function TrainBoardRow({ row, now, zone, withEnvironment }: Omit<BoardRowProps, "row"> & { row: TrainRow }) {
  const old = oldTrainTime(row, now, zone);
  const isGone = row.status === "cancelled" || row.status === "skipped";
  return (
    <tr>
      <td className={clsx(cell, "rounded-l-md text-waiting")}>
        {old && <OldTime text={old} />}
        <span className={clsx("whitespace-nowrap", isGone && "text-ink-2 line-through")}>
          {boardTime(trainTime(row), now, zone)}
        </span>
      </td>
      <th scope="row" className={clsx(cell, "wrap-anywhere!")}>
        <span className="inline-flex items-center gap-2">
          <Mark name="play" className="text-train" />
          {row.trainName}
        </span>
        {row.releases.length > 0 && <span className={small}>{trainReleases(row)}</span>}
      </th>
      <td className={clsx(cell, "whitespace-nowrap")} />
      <td className={clsx(cell, "min-w-40 xl:min-w-64")}>
        train
        {withEnvironment && <span className={small}>{row.environments.join(" → ")}</span>}
      </td>
      <td className={clsx(cell, "min-w-44 xl:min-w-52 text-base!")}>
        <DepartureRemarkText remark={trainRemark(row, zone)} />
      </td>
      <td className={clsx(cell, "whitespace-nowrap rounded-r-md")}>
        <ChanceOnTime row={row} />
      </td>
    </tr>
  );
}

/** The time it no longer has. */
export function OldTime({ text }: { text: string }) {
  return (
    <>
      <span className="sr-only">Moved from </span>
      <s className="mr-2 whitespace-nowrap text-ink-2">{text}</s>
      <span className="sr-only">to </span>
    </>
  );
}
