import { StatusChip } from "@/components/ui/chip";
import type { CalendarRow } from "./calendar-row";

/** What a calendar does, and whether something is wrong with it; mark and word. */
export function CalendarChips({ calendar }: { calendar: Pick<CalendarRow, "use" | "fetchError" | "archivedAt"> }) {
  const { use, fetchError, archivedAt } = calendar;
  return (
    <>
      {archivedAt ? (
        <StatusChip>archived</StatusChip>
      ) : use === "freeze" ? (
        <StatusChip tone="waiting" mark="square">
          closes
        </StatusChip>
      ) : (
        <StatusChip>marks</StatusChip>
      )}
      {fetchError && !archivedAt && <StatusChip tone="risk">not up to date</StatusChip>}
    </>
  );
}
