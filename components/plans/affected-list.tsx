import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { formatRange } from "@/lib/time/format";
import type { Rehearsal } from "./plan-data";

type Affected = Rehearsal["past"]["affected"][number];

const shown = 12;

type AffectedListProps = { title: string; affected: readonly Affected[]; total?: number; isOpen?: boolean };

/** Which ones exactly, each with why, and the way to it. */
export function AffectedList({ title, affected, total = affected.length, isOpen }: AffectedListProps) {
  if (affected.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary className="min-h-6 font-medium text-sm phone:min-h-11 phone:content-center">{title}</summary>
      <RowList label={title} className="mt-1.5 text-sm">
        {affected.slice(0, shown).map(({ slot, change, reason }) => (
          <Row
            key={slot.id}
            title={<SlotName slot={slot} />}
            detail={`${formatRange(slot.during, slot.zone)} · ${slot.environmentName}`}
            end={change === "freed" && <StatusChip tone="clear">has a place</StatusChip>}
          >
            {change === "blocked" && <p className="text-ink-2">{reason}</p>}
          </Row>
        ))}
      </RowList>
      {total > shown && <p className="mt-1.5 text-ink-2 text-sm">and {total - shown} more</p>}
    </details>
  );
}

/** What it ships: a way to the deployment where there was one, else to the slot. */
function SlotName({ slot: { id, releases } }: Pick<Affected, "slot">) {
  if (releases.length === 0)
    return (
      <TextLink plain href={`/slots/${id}`}>
        Slot
      </TextLink>
    );
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {releases.map(({ releaseId, deploymentId, serviceName, version, kind }) => (
        <span key={releaseId} className="inline-flex items-center gap-1.5">
          <TextLink plain href={deploymentId === null ? `/slots/${id}` : `/deployments/${deploymentId}`}>
            {serviceName} {version}
          </TextLink>
          {kind === "hotfix" && <StatusChip tone="risk">hotfix</StatusChip>}
        </span>
      ))}
    </span>
  );
}
