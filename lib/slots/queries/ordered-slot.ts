import { and, eq, gt, inArray, ne, type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { groupRows } from "@/db/group-rows";
import { overlapsRange } from "@/db/range";
import { environments, releases, services, slotReleases, slots, teams } from "@/db/schema";
import { type Reach, reaches } from "@/lib/domain/permission";
import type { OrderedSlot } from "@/lib/domain/slot-order";

export type NamedSlot = OrderedSlot & {
  environment: { id: string; name: string; zone: string };
  /** Empty for a hold that nobody has said for whom. */
  team: { id: string; name: string; hue: number } | null;
};

const dayMs = 86_400_000;
/** As far apart as slots are put in order. */
const choiceDays = 14;

/** A slot as a rule about order sees it, or `undefined` when the reader cannot see it. */
export async function findOrderedSlot(reader: Reader, slotId: string, scope: Reach): Promise<NamedSlot | undefined> {
  const [slot] = await loadNamed(reader, eq(slots.id, slotId));
  return slot !== undefined && reaches(scope, slot.teamId) ? slot : undefined;
}

/** The slots that another one could be put behind or before: booked, within two weeks, in any environment. */
export async function listOrderChoices(reader: Reader, slotId: string, scope: Reach, now: Date): Promise<NamedSlot[]> {
  const slot = await findOrderedSlot(reader, slotId, scope);
  if (slot === undefined) return [];
  const { start, end } = slot.during;
  const range = {
    start: new Date(start.getTime() - choiceDays * dayMs),
    end: new Date(end.getTime() + choiceDays * dayMs),
  };
  const near = and(
    ne(slots.id, slotId),
    inArray(slots.status, ["booked", "open"]),
    overlapsRange(slots.during, range),
    gt(sql`upper(${slots.during})`, sql`${now.toISOString()}::timestamptz`),
  );
  return (await loadNamed(reader, near)).filter(({ teamId }) => reaches(scope, teamId));
}

async function loadNamed(reader: Reader, which: SQL | undefined): Promise<NamedSlot[]> {
  const rows = await reader
    .select({
      id: slots.id,
      status: slots.status,
      during: slots.during,
      teamId: slots.teamId,
      team: { id: teams.id, name: teams.name, hue: teams.hue },
      environment: { id: environments.id, name: environments.name, zone: environments.zone },
      serviceId: services.id,
      title: sql<string | null>`${services.name} || ' ' || ${releases.version}`,
    })
    .from(slots)
    .innerJoin(environments, eq(environments.id, slots.environmentId))
    .leftJoin(teams, eq(teams.id, slots.teamId))
    .leftJoin(slotReleases, eq(slotReleases.slotId, slots.id))
    .leftJoin(releases, eq(releases.id, slotReleases.releaseId))
    .leftJoin(services, eq(services.id, slotReleases.serviceId))
    .where(which)
    .orderBy(sql`lower(${slots.during})`, slots.id, slotReleases.position);
  return [...groupRows(rows, (row) => row.id).values()].flatMap((aboard) => {
    const [slot] = aboard;
    if (slot === undefined) return [];
    const { title: _, serviceId: __, ...rest } = slot;
    const name = aboard.flatMap(({ title }) => title ?? []).join(" and ") || `${slot.team?.name ?? "The"}’s slot`;
    return [{ ...rest, name, serviceIds: aboard.flatMap(({ serviceId }) => serviceId ?? []) }];
  });
}
