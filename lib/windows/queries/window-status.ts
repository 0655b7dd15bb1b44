import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, releases, services } from "@/db/schema";
import { continuousLicence } from "@/lib/domain/continuous-licence";
import { licensedStatus } from "@/lib/domain/licensed-status";
import { type Reach, reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";
import { type WindowStatus, windowStatus } from "@/lib/domain/window-status";
import type { WindowStatusInput } from "@/lib/windows/input";
import { loadNewestProofs } from "./newest-proofs";
import { loadWindowRules } from "./window-rules";

/** How far ahead `nextOpen` looks: as far as the facts of a slot do. */
const lookAheadMs = 60 * 86_400_000;

type Place = { id: string; name: string };

/**
 * "May I deploy?" for an environment and, if it is named, a service. The same evaluator on the same rules as the screen and the
 * scheduler (case 7). A service out of the caller's reach is `not_found`.
 */
export async function readWindowStatus(
  reader: Reader,
  scope: Reach,
  input: WindowStatusInput,
  now: Date,
): Promise<Result<WindowStatus & { environment: Place; service: Place | null }>> {
  const at = input.at ?? now;
  const [environment] = await reader
    .select({ id: environments.id, name: environments.name })
    .from(environments)
    .where(idOrName(environments, input.environment));
  if (!environment) return refuse("not_found", "There is no such environment.", { field: "environment" });
  const service = input.service === undefined ? null : await findService(reader, scope, input.service);
  if (service === undefined) return refuse("not_found", "There is no such service.", { field: "service" });

  const release =
    service === null || input.version === undefined ? null : await findRelease(reader, service.id, input.version);
  const range = { start: at, end: new Date(at.getTime() + lookAheadMs) };
  const rules = (await loadWindowRules(reader, [environment.id], range)).get(environment.id);
  if (!rules) return refuse("not_found", "There is no such environment.", { field: "environment" });
  const intent = {
    environmentId: environment.id,
    serviceId: service?.id,
    teamId: service?.teamId,
    releaseId: release?.id,
    releaseKind: input.kind ?? release?.kind,
    purpose: input.purpose,
  };
  const status =
    service?.cadence === "continuous"
      ? licensedStatus(rules, intent, at, service, await licenceOf(reader, service, at, rules.environment.zone))
      : windowStatus(rules, intent, at);
  return accept({ ...status, environment, service: service && { id: service.id, name: service.name } });
}

function idOrName(table: typeof environments | typeof services, text: string) {
  return or(eq(sql`${table.id}::text`, text.toLowerCase()), eq(sql`lower(${table.name})`, text.toLowerCase()));
}

type FoundService = NonNullable<Awaited<ReturnType<typeof findService>>>;

async function licenceOf(reader: Reader, service: FoundService, at: Date, zone: string) {
  const proofs = (await loadNewestProofs(reader, [service.id])).get(service.id) ?? [];
  return continuousLicence(service, proofs, at, zone);
}

async function findService(reader: Reader, scope: Reach, text: string) {
  const [service] = await reader
    .select({ id: services.id, name: services.name, teamId: services.teamId, cadence: services.cadence })
    .from(services)
    .where(and(idOrName(services, text), isNull(services.archivedAt)));
  return service && reaches(scope, service.teamId) ? service : undefined;
}

/** A version that nobody has announced yet is no reason to refuse the question: it has no exception, and that is all. */
async function findRelease(reader: Reader, serviceId: string, version: string) {
  const [release] = await reader
    .select({ id: releases.id, kind: releases.kind })
    .from(releases)
    .where(and(eq(releases.serviceId, serviceId), eq(releases.version, version)));
  return release ?? null;
}
