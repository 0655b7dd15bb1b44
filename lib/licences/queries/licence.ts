import { and, asc, desc, eq } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, releases, services, targets } from "@/db/schema";
import { type Member, may, readScope } from "@/lib/auth/actor";
import { usualDeployMinutes } from "@/lib/domain/deploy-now";
import { reaches } from "@/lib/domain/permission";
import type { Licence } from "@/lib/licences/input";
import { findEarliestPlace } from "@/lib/slots/queries/free-places";
import { judgeLicence } from "./judge-licence";
import { listProofs } from "./proofs";
import { listServingWindows } from "./serving-windows";

const mostReady = 20;

type Service = { id: string; name: string; teamId: string; cadence: Licence["service"]["cadence"] };

/**
 * How a service ships: whether it may deploy at any time and why, its evidence, where it goes otherwise, the windows that serve it.
 * `undefined` when it does not exist or is outside the member's scope.
 */
export async function loadLicence(
  reader: Reader,
  serviceId: string,
  member: Member,
  now: Date,
): Promise<Licence | undefined> {
  const [service] = await reader
    .select({ id: services.id, name: services.name, teamId: services.teamId, cadence: services.cadence })
    .from(services)
    .where(eq(services.id, serviceId));
  if (service === undefined || !reaches(readScope(member), service.teamId)) return undefined;
  const licence = await judgeLicence(reader, service, now, member.zone);
  const decidingIds = licence.proofs.flatMap(({ proof }) => (proof === null ? [] : [proof.id]));
  const { history, deciding } = await listProofs(reader, serviceId, decidingIds);
  const { licensed, reason, lapsesAt = null, lapsesFirst = null } = licence;
  return {
    licensed,
    reason,
    lapsesAt,
    lapsesFirst,
    service: { id: service.id, name: service.name, cadence: service.cadence },
    proofs: licence.proofs.map(({ kind, state, reason: why, proof }) => ({
      kind,
      state,
      reason: why,
      proof: proof === null ? null : (deciding.get(proof.id) ?? null),
    })),
    history,
    stops: await loadStops(reader, service, member, now),
    windows: await listServingWindows(reader, service, now),
    ready: await reader
      .select({ releaseId: releases.id, version: releases.version })
      .from(releases)
      .where(and(eq(releases.serviceId, serviceId), eq(releases.status, "accepted")))
      .orderBy(desc(releases.statusSince))
      .limit(mostReady),
    may: {
      record: may(member, "release.write", service.teamId),
      deploy: may(member, "slot.book", service.teamId),
    },
  };
}

/** Where the service can be deployed, and when next through a window: asked as for a release of it that brings a feature. */
async function loadStops(reader: Reader, service: Service, member: Member, now: Date): Promise<Licence["stops"]> {
  const places = await reader
    .select({
      id: environments.id,
      name: environments.name,
      zone: environments.zone,
      defaultOpen: environments.defaultOpen,
    })
    .from(targets)
    .innerJoin(environments, eq(environments.id, targets.environmentId))
    .where(eq(targets.serviceId, service.id))
    .orderBy(asc(environments.position));
  const wish = {
    releaseId: service.id,
    serviceId: service.id,
    serviceName: service.name,
    teamId: service.teamId,
    version: "",
    kind: "feature" as const,
    status: "accepted" as const,
  };
  const { teamId } = service;
  const request = { durationMinutes: usualDeployMinutes, notBefore: now, releases: [wish], teamId };
  const stops: Licence["stops"] = [];
  for (const environment of places) {
    const { id, name, zone, defaultOpen } = environment;
    const place = defaultOpen
      ? undefined
      : await findEarliestPlace(reader, { environment, ...request }, readScope(member), now);
    const next =
      place === undefined ? null : { at: place.during.start, windowName: place.windowName, zone: place.zone };
    stops.push({ environmentId: id, name, zone, defaultOpen, next });
  }
  return stops;
}
