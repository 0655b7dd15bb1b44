import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { Skeleton } from "@/components/ui/skeleton";
import { formatRange } from "@/lib/time/format";
import type { FreezePreview } from "./freeze-row";

const shown = 12;

/** The booked slots that would be missed, so that nobody learns of a freeze from a deployment that did not happen. */
export function WhoIsHit({ hits, isStale }: { hits: FreezePreview["hits"] | undefined; isStale: boolean }) {
  return (
    <Card title="Who is hit" aria-live="polite" aria-busy={isStale}>
      {(!hits || isStale) && <Skeleton lines={2} />}
      {hits && !isStale && hits.length === 0 && (
        <p className="flex items-center gap-2">
          <StatusChip tone="clear">nobody</StatusChip> No slot is booked for that time.
        </p>
      )}
      {hits && !isStale && hits.length > 0 && (
        <div className="grid gap-3">
          <p>
            <strong className="font-semibold">
              {hits.length === 1 ? "1 booked slot" : `${hits.length} booked slots`}
            </strong>{" "}
            will be missed unless {hits.length === 1 ? "it is" : "they are"} moved.
          </p>
          <RowList label="Slots that are hit">
            {hits.slice(0, shown).map(({ id, releases, teamName, environmentName, during, zone }) => (
              <Row
                key={id}
                title={
                  releases.map(({ serviceName, version }) => `${serviceName} ${version}`).join(", ") || "No release"
                }
                detail={`${formatRange(during, zone)} · ${environmentName}${teamName ? ` · ${teamName}` : ""}`}
              />
            ))}
          </RowList>
          {hits.length > shown && <p className="text-ink-2 text-sm">and {hits.length - shown} more</p>}
        </div>
      )}
    </Card>
  );
}
