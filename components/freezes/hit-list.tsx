import { Row, RowList } from "@/components/ui/row-list";
import { formatRange } from "@/lib/time/format";
import type { Range } from "@/lib/time/range";

export type ListedSlot = {
  id: string;
  environmentName: string;
  zone: string;
  teamName: string | null;
  bookedBy: string | null;
  during: Range;
  releases: readonly { serviceName: string; version: string }[];
};

/** Booked slots with what they ship, when, where and whose they are. */
export function HitList<Slot extends ListedSlot>({
  hits,
  label = "Slots that are hit",
  remark,
}: {
  hits: readonly Slot[];
  label?: string;
  remark?: (slot: Slot) => string;
}) {
  return (
    <RowList label={label}>
      {hits.map((slot) => {
        const { id, releases, teamName, bookedBy, environmentName, during, zone } = slot;
        const owner = [teamName, bookedBy && `booked by ${bookedBy}`].filter(Boolean).join(", ");
        return (
          <Row
            key={id}
            title={releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ") || "No release"}
            detail={[formatRange(during, zone), environmentName, owner, remark?.(slot)].filter(Boolean).join(" · ")}
          />
        );
      })}
    </RowList>
  );
}
