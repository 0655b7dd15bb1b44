import { clsx } from "clsx";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { hueColour } from "@/components/ui/hue-colour";
import type { DepartureRow } from "@/lib/access/input/departures";
import { departureRemark } from "@/lib/domain/departure";
import { formatInstant } from "@/lib/time/format";
import { OldTime } from "./board-table";
import { isOff, oldTime } from "./board-time";
import { releaseDetail, releaseNames, unbroken } from "./departure-words";

/** One departure in the list of a day. */
export function AgendaCard({ row, now, zone }: { row: DepartureRow; now: Date; zone: string }) {
  const remark = departureRemark(row, now, zone);
  const old = oldTime(row, now, zone);
  const detail = releaseDetail(row);
  const off = isOff(row);
  const hours = `${formatInstant(row.during.start, zone, "time")}${unbroken}${formatInstant(row.during.end, zone, "time")}`;
  return (
    <Card dense edge={off ? "var(--control)" : hueColour(row.team.hue)}>
      <h4 className={clsx("font-semibold", off && "text-ink-2 line-through")}>{releaseNames(row)}</h4>
      <p className="text-ink-2 text-sm">
        {old && <OldTime text={old} />}
        {hours} · {row.team.name} · lane {row.lane}
      </p>
      {detail && <p className="text-ink-2 text-sm">{detail}</p>}
      <StatusChip tone={remark.tone} solid={remark.tone === "accent"} className="mt-1.5">
        {[remark.word, remark.detail].filter(Boolean).join(" · ")}
      </StatusChip>
    </Card>
  );
}
