import { ChanceLine } from "@/components/forecasts/chance-on-time";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Mark } from "@/components/ui/mark";
import type { DepartureRow, TrainRow } from "@/lib/access/input/departures";
import { departureRemark } from "@/lib/domain/departure";
import { trainRemark } from "@/lib/domain/train-remark";
import { OldTime } from "./board-table";
import { type BoardItem, boardTime, isOff, oldTime, oldTrainTime, trainTime } from "./board-time";
import { closureWords, releaseDetail, releaseNames, trainReleases, via } from "./departure-words";

type BoardCardsProps = { items: readonly BoardItem[]; now: Date; zone: string; withEnvironment: boolean };

/** The board on a phone or tablet. */
export function BoardCards({ items, now, zone, withEnvironment }: BoardCardsProps) {
  return (
    <ul aria-label="Departures" className="grid gap-2.5 md:grid-cols-2 lg:hidden">
      {items.map((item) =>
        item.kind === "closure" ? (
          <li
            key={`${item.row.freezeId} ${item.row.during.start.toISOString()}`}
            className="flex items-baseline gap-1.5 px-1 font-semibold text-risk text-sm md:col-span-2"
          >
            <Mark name="square" />
            {closureWords(item.row, zone)}
          </li>
        ) : item.kind === "train" ? (
          <li key={item.row.departureId}>
            <TrainBoardCard row={item.row} now={now} zone={zone} withEnvironment={withEnvironment} />
          </li>
        ) : (
          <li key={item.row.slotId}>
            <BoardCard row={item.row} now={now} zone={zone} withEnvironment={withEnvironment} />
          </li>
        ),
      )}
    </ul>
  );
}

type BoardCardProps = { row: DepartureRow; now: Date; zone: string; withEnvironment: boolean };

function BoardCard({ row, now, zone, withEnvironment }: BoardCardProps) {
  const remark = departureRemark(row, now, zone);
  const old = oldTime(row, now, zone);
  const detail = releaseDetail(row);
  const edge = remark.tone === "neutral" ? "var(--control)" : `var(--${remark.tone})`;
  return (
    <Card dense edge={edge}>
      <h2 className="font-semibold text-lg">
        {old && <OldTime text={old} />}
        <span className={isOff(row) ? "text-ink-2 line-through" : "text-waiting"}>
          {boardTime(row.during.start, now, zone)}
        </span>{" "}
        {releaseNames(row)}
      </h2>
      <p className="text-ink-2 text-sm">
        {[row.team.name, withEnvironment && row.environmentName, via(row)].filter(Boolean).join(" · ")}
      </p>
      {detail && <p className="text-ink-2 text-sm">{detail}</p>}
      <StatusChip tone={remark.tone} solid={remark.tone === "accent"} className="mt-1.5">
        {[remark.word, remark.detail].filter(Boolean).join(" · ")}
      </StatusChip>
      <ChanceLine row={row} />
    </Card>
  );
}

function TrainBoardCard({ row, now, zone, withEnvironment }: Omit<BoardCardProps, "row"> & { row: TrainRow }) {
  const remark = trainRemark(row, zone);
  const old = oldTrainTime(row, now, zone);
  const isGone = row.status === "cancelled" || row.status === "skipped";
  return (
    <Card dense edge="var(--train)">
      <h2 className="font-semibold text-lg">
        {old && <OldTime text={old} />}
        <span className={isGone ? "text-ink-2 line-through" : "text-waiting"}>
          {boardTime(trainTime(row), now, zone)}
        </span>{" "}
        {row.trainName}
      </h2>
      <p className="text-ink-2 text-sm">
        {["train", withEnvironment && row.environments.join(" → ")].filter(Boolean).join(" · ")}
      </p>
      {row.releases.length > 0 && <p className="text-ink-2 text-sm">{trainReleases(row)}</p>}
      <StatusChip tone={remark.tone} solid={remark.tone === "accent"} className="mt-1.5">
        {[remark.word, remark.detail].filter(Boolean).join(" · ")}
      </StatusChip>
      <ChanceLine row={row} />
    </Card>
  );
}
