import { eq, sql } from "drizzle-orm";
import { anyOf } from "@/db/any-of";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { builds, deployments, environments, releases, rollbacks, slotReleases, soakRules, targets } from "@/db/schema";
import type { ReleaseFacts } from "@/lib/domain/slot-facts";
import { type SoakingRelease, type SoakWait, soakWait } from "@/lib/domain/soak-gate";
import type { EnvironmentRule } from "@/lib/domain/window-status";

/** A service's own rule goes before the environment's general one. */
const rule = sql`(
  select ${soakRules.id} from ${soakRules}
  where ${soakRules.environmentId} = ${environments.id}
    and (${soakRules.serviceId} = ${releases.serviceId} or ${soakRules.serviceId} is null)
  order by ${soakRules.serviceId} is null limit 1)`;

/** The nearest earlier stop of the path in which the service is deployed at all. */
const stop = sql`(
  select "stop"."id" from ${environments} "stop"
  join ${targets} on ${targets.environmentId} = "stop"."id" and ${targets.serviceId} = ${releases.serviceId}
  where "stop"."position" < ${environments.position}
  order by "stop"."position" desc limit 1)`;

const newestBuild = sql`(
  select ${builds.id} from ${builds} where ${builds.releaseId} = ${releases.id} order by ${builds.number} desc limit 1)`;

/** Whether a later deployment ran once: also one that was taken back since, whatever its rollback came to. One that failed took no place. */
const laterRan = sql`("later"."status" = 'succeeded' or exists (
  select 1 from ${rollbacks} "undone"
  where "undone"."deployment_id" = "later"."id" and "undone"."deployment_was" = 'succeeded'))`;

/**
 * Every moment from which exactly the newest build runs at that stop: its deployments there, and the rollbacks of other builds that came
 * back to it. One that was itself taken back begins nothing.
 */
const begun = sql`(
  select "run"."finished_at" "at" from ${deployments} "run"
  where "run"."service_id" = ${releases.serviceId} and "run"."environment_id" = ${stop} and "run"."status" = 'succeeded'
    and "run"."build_id" = ${newestBuild}
  union all
  select "back"."finished_at" from ${rollbacks} "back"
  join ${deployments} "run" on "run"."id" = "back"."previous_deployment_id"
  where "back"."service_id" = ${releases.serviceId} and "back"."environment_id" = ${stop} and "back"."status" = 'rolled_back'
    and "run"."status" = 'succeeded' and "run"."build_id" = ${newestBuild})`;

/** Since when exactly the newest build runs at that stop, or ran there for as long as the rule asks before another one came. */
const runningSince = sql<Date | null>`(
  select "begun"."at" from ${begun} "begun"
  where not exists (
      select 1 from ${deployments} "later"
      where "later"."service_id" = ${releases.serviceId} and "later"."environment_id" = ${stop}
        and ${laterRan} and "later"."build_id" <> ${newestBuild}
        and "later"."finished_at" > "begun"."at"
        and "later"."finished_at" < "begun"."at" + make_interval(mins => ${soakRules.minutes}))
  order by "begun"."at" limit 1)`.mapWith(deployments.finishedAt);

export const soakKey = (slotId: string, releaseId: string) => `${slotId} ${releaseId}`;

type SoakColumns = NonNullable<ReleaseFacts["soak"]>;

const soakColumns = {
  minutes: soakRules.minutes,
  hotfixesExempt: soakRules.hotfixesExempt,
  stopName: sql<string | null>`(select "named"."name" from ${environments} "named" where "named"."id" = ${stop})`,
  runningSince,
};

/** How long each release of these slots must have run at the stop before, where a rule asks for it. One statement. */
export async function loadSoaks(reader: Reader, slotIds: string[]): Promise<Map<string, ReleaseFacts["soak"]>> {
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      releaseId: slotReleases.releaseId,
      ...soakColumns,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(environments, eq(environments.id, slotReleases.environmentId))
    .innerJoin(soakRules, eq(soakRules.id, rule))
    .where(anyOf(slotReleases.slotId, slotIds));
  return new Map(rows.map(({ slotId, releaseId, ...soak }) => [soakKey(slotId, releaseId), soak]));
}

const newestNumber = sql<
  number | null
>`(select max(${builds.number}) from ${builds} where ${builds.releaseId} = ${releases.id})`;

/** What keeps these releases from leaving to an environment together because of their soak, booked there or not. One statement. */
export async function loadSoakWait(
  reader: Reader,
  environment: Pick<EnvironmentRule, "id" | "zone">,
  releaseIds: readonly string[],
  now: Date,
): Promise<SoakWait | undefined> {
  if (releaseIds.length === 0) return undefined;
  const rows = await reader
    .select({ kind: releases.kind, number: newestNumber, ...soakColumns })
    .from(releases)
    .innerJoin(environments, eq(environments.id, environment.id))
    .innerJoin(soakRules, eq(soakRules.id, rule))
    .where(anyOf(releases.id, releaseIds));
  return soakWait(rows.map(soaking), environment.zone, now);
}

/** The same of these slots, by slot; those that wait for no soak are absent. One statement. */
export async function loadSoakWaits(
  reader: Reader,
  slotIds: readonly string[],
  now: Date,
): Promise<Map<string, SoakWait>> {
  if (slotIds.length === 0) return new Map();
  const rows = await reader
    .select({
      slotId: slotReleases.slotId,
      zone: environments.zone,
      kind: releases.kind,
      number: newestNumber,
      ...soakColumns,
    })
    .from(slotReleases)
    .innerJoin(releases, eq(releases.id, slotReleases.releaseId))
    .innerJoin(environments, eq(environments.id, slotReleases.environmentId))
    .innerJoin(soakRules, eq(soakRules.id, rule))
    .where(anyOf(slotReleases.slotId, slotIds));
  const waits = [...groupRows(rows, ({ slotId }) => slotId)].map(
    ([slotId, own]) => [slotId, soakWait(own.map(soaking), own[0]?.zone ?? "UTC", now)] as const,
  );
  return new Map(waits.flatMap(([slotId, wait]) => (wait === undefined ? [] : [[slotId, wait]])));
}

type SoakRow = SoakColumns & { kind: ReleaseFacts["kind"]; number: number | null };

const soaking = ({ kind, number, minutes, hotfixesExempt, stopName, runningSince }: SoakRow): SoakingRelease => ({
  kind,
  newestBuild: number === null ? null : { number },
  soak: { minutes, hotfixesExempt, stopName, runningSince },
});
