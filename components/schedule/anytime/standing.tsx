import { LicenceChip } from "@/components/licences/licence-chip";
import type { AnytimeService } from "@/components/schedule/schedule-data";
import { useNow } from "@/components/ui/use-now";
import { licenceWarning } from "@/lib/domain/continuous-licence";
import { formatDay } from "@/lib/time/format";

/** Whether a continuous service may deploy at any time, and until when, or why it does not. */
export function Standing({ service, zone }: { service: AnytimeService; zone: string }) {
  const now = useNow(60);
  const lapsesAt = service.lapsesAt ?? undefined;
  // The chip counts the days itself when there are few left.
  const isNear = licenceWarning({ lapsesAt, lapsesFirst: service.lapsesFirst ?? undefined }, now) !== undefined;
  return (
    <>
      <LicenceChip licence={service} />
      {lapsesAt && !isNear && <span className="text-ink-2 text-sm"> until {formatDay(lapsesAt, zone)}</span>}
    </>
  );
}
