import { Chip, StatusChip } from "@/components/ui/chip";
import { windowCadenceWords } from "./cadence-presets";
import type { WindowRow } from "./window-row";

/** What a window is made for, and whether its series has ended or it was put away. */
export function WindowChips({ window }: { window: WindowRow }) {
  return (
    <>
      <Chip>{windowCadenceWords[window.cadence].name.toLowerCase()}</Chip>
      {window.succeededBy && (
        <StatusChip tone="waiting" mark="play">
          another goes on
        </StatusChip>
      )}
      {window.archivedAt && (
        <StatusChip tone="neutral" mark="square">
          archived
        </StatusChip>
      )}
    </>
  );
}
