import type { Reader } from "@/db/client";
import { type ContinuousLicence, continuousLicence } from "@/lib/domain/continuous-licence";
import type { Cadence } from "@/lib/domain/service-cadence";
import { loadNewestProofs } from "@/lib/windows/queries/newest-proofs";

export type JudgedService = { id: string; name: string; cadence: Cadence };

/** The licence of each of these services at `now`, as the gates of a slot would judge it. One statement. */
export async function judgeLicences(
  reader: Reader,
  services: readonly JudgedService[],
  now: Date,
  zone: string,
): Promise<Map<string, ContinuousLicence>> {
  const proofs = await loadNewestProofs(
    reader,
    services.map(({ id }) => id),
  );
  return new Map(
    services.map((service) => [service.id, continuousLicence(service, proofs.get(service.id) ?? [], now, zone)]),
  );
}

/** The licence of one service. */
export async function judgeLicence(
  reader: Reader,
  service: JudgedService,
  now: Date,
  zone: string,
): Promise<ContinuousLicence> {
  const judged = (await judgeLicences(reader, [service], now, zone)).get(service.id);
  if (judged === undefined) throw new Error("a service that was asked about has no answer");
  return judged;
}
