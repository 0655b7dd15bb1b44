import type { AnytimeService } from "@/components/schedule/schedule-data";
import { proofWords } from "@/lib/domain/licence-proof";
import { formatInstant } from "@/lib/time/format";

/** Licences as they stand at `now`: one that has run out since the week was read is lapsed here as it is at the gate. */
export function licencesAt(services: readonly AnytimeService[], zone: string, now: Date): AnytimeService[] {
  return services.map((service) => {
    const { name, licensed, lapsesAt, lapsesFirst } = service;
    if (!licensed || lapsesAt === null || lapsesFirst === null || lapsesAt > now) return service;
    const expired = `${proofWords[lapsesFirst].name}: its proof expired ${formatInstant(lapsesAt, zone, "full")}.`;
    const reason = `${name} may not deploy at any time now. ${expired}`;
    return { ...service, licensed: false, lapsesAt: null, lapsesFirst: null, missing: [lapsesFirst], reason };
  });
}
