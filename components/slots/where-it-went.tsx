import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { formatRange } from "@/lib/time/format";
import type { SlotDetail } from "./slot-data";

/** Of a slot that a freeze kept from opening, where its releases go instead; of the one they go to, where they come from. */
export function WhereItWent({ slot, zone }: { slot: SlotDetail; zone: string }) {
  const { postponement, plannedFrom } = slot;
  return (
    <>
      {postponement && <Postponed postponement={postponement} zone={zone} />}
      {plannedFrom && (
        <Notice>
          Planned again after{" "}
          <TextLink href={`/settings/freezes/${plannedFrom.freeze.id}`}>{plannedFrom.freeze.name}</TextLink>; it{" "}
          <TextLink href={`/slots/${plannedFrom.slotId}`}>
            was to leave {formatRange(plannedFrom.during, zone)}
          </TextLink>
          .
        </Notice>
      )}
    </>
  );
}

type PostponedProps = { postponement: NonNullable<SlotDetail["postponement"]>; zone: string };

function Postponed({ postponement: { freeze, status, note, planned }, zone }: PostponedProps) {
  const by = <TextLink href={`/settings/freezes/${freeze.id}`}>{freeze.name}</TextLink>;
  if (status === "planned" && planned) {
    return (
      <Notice tone="clear" title="Planned again">
        Missed by {by}; <TextLink href={`/slots/${planned.slotId}`}>{formatRange(planned.during, zone)}</TextLink>.
      </Notice>
    );
  }
  if (status === "dropped") {
    return (
      <Notice title="Not planned again">
        Missed by {by}. {note}
      </Notice>
    );
  }
  return (
    <Notice tone="waiting" title="Postponed by a freeze">
      Missed by {by}; it waits to be planned again. {note}{" "}
      <TextLink href="/settings/freezes#postponed">See what waits</TextLink>
    </Notice>
  );
}
