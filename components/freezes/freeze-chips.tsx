import { Chip, StatusChip } from "@/components/ui/chip";
import type { FreezeRow } from "./freeze-row";
import { gradeWords } from "./freeze-words";

type FreezeChipsProps = { freeze: Pick<FreezeRow, "grade" | "stopsTheLine" | "liftedAt">; inForce: boolean };

/** How far it closes, and how it stands. */
export function FreezeChips({ freeze: { grade, stopsTheLine, liftedAt }, inForce }: FreezeChipsProps) {
  return (
    <>
      <Chip tone={grade === "closed" ? "risk" : "waiting"}>{gradeWords[grade].name}</Chip>
      {stopsTheLine && !liftedAt && (
        <StatusChip tone="risk" mark="square">
          line stopped
        </StatusChip>
      )}
      {inForce && !stopsTheLine && (
        <StatusChip tone="risk" mark="square">
          in force
        </StatusChip>
      )}
      {liftedAt && (
        <StatusChip tone="neutral" mark="cross">
          lifted
        </StatusChip>
      )}
    </>
  );
}
