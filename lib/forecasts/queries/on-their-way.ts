import { and, asc, desc, eq, getTableColumns, gt, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { environments, handoffs, releases, services, slotReleases, slots, tickets } from "@/db/schema";
import type { ReleaseOnItsWay } from "@/lib/domain/forecast/forecast";
import type { ReleaseKind } from "@/lib/domain/release-state";
import type { Cadence } from "@/lib/domain/service-cadence";
import type { Range } from "@/lib/time/range";

/** More releases on their way than these nobody oversees; the newest are forecast. */
const mostReleases = 1000;

/** A release in one of these has not left. */
export const statesOnTheirWay = ["draft", "with_qa", "with_dev", "accepted"] as const;

/** `departureId`: of the train whose slot it is; null: its own. */
export type BookedSlot = { slotId: string; during: Range; departureId: string | null };

/** The departure of a train that a release is aboard. */
export type LiveTicket = { departureId: string; trainId: string; hotfix: boolean };

/** A release that has not left, with what its forecast needs to know of it. */
export type Traveller = ReleaseOnItsWay & {
  name: string;
  kind: ReleaseKind;
  cadence: Cadence;
  slot: BookedSlot | null;
  ticket: LiveTicket | null;
};

/** The last stop of the path: a release's time is the time it arrives there. */
export async function loadLastStop(reader: Reader) {
  const [last] = await reader.select().from(environments).orderBy(desc(environments.position)).limit(1);
  return last;
}

/** Every release on its way to the last stop, where it stands, the slot and the departure it is booked for. Three statements. */
export async function loadTravellers(reader: Reader, environmentId: string, now: Date): Promise<Traveller[]> {
  const newest = reader
    .selectDistinctOn([handoffs.releaseId], getTableColumns(handoffs))
    .from(handoffs)
    .orderBy(handoffs.releaseId, desc(handoffs.round))
    .as("newest");
  const rows = await reader
    .select({
      releaseId: releases.id,
      serviceId: releases.serviceId,
      teamId: services.teamId,
      name: sql<string>`${services.name} || ' ' || ${releases.version}`,
      kind: releases.kind,
      cadence: services.cadence,
      status: releases.status,
      statusSince: releases.statusSince,
      createdAt: releases.createdAt,
      turn: newest.status,
      round: newest.round,
      handedOverAt: newest.handedOverAt,
      claimedAt: newest.claimedAt,
      decidedAt: newest.decidedAt,
    })
    .from(releases)
    .innerJoin(services, eq(services.id, releases.serviceId))
    .leftJoin(newest, eq(newest.releaseId, releases.id))
    .where(inArray(releases.status, [...statesOnTheirWay]))
    .orderBy(desc(releases.createdAt))
    .limit(mostReleases);
  const booked = await loadBooked(reader, environmentId, now);
  const aboard = await loadTickets(reader);
  return rows.map((row): Traveller => {
    const { releaseId, serviceId, teamId, name, kind, cadence } = row;
    const slot = booked.get(releaseId) ?? null;
    const ticket = aboard.get(releaseId) ?? null;
    return { releaseId, serviceId, teamId, name, kind, cadence, slot, ticket, needsApproval: true, ...standing(row) };
  });
}

type Standing = Pick<Traveller, "phase" | "round" | "since">;
type StandingRow = {
  status: (typeof releases.$inferSelect)["status"];
  statusSince: Date;
  createdAt: Date;
  turn: (typeof handoffs.$inferSelect)["status"] | null;
  round: number | null;
  handedOverAt: Date | null;
  claimedAt: Date | null;
  decidedAt: Date | null;
};

function standing(row: StandingRow): Standing {
  const round = row.round ?? 1;
  if (row.status === "draft") return { phase: "making", round: 1, since: row.createdAt };
  if (row.status === "accepted") return { phase: "approving", round, since: row.decidedAt ?? row.statusSince };
  if (row.status === "with_dev") return { phase: "rework", round, since: row.decidedAt ?? row.statusSince };
  return row.turn === "testing" && row.claimedAt
    ? { phase: "testing", round, since: row.claimedAt }
    : { phase: "waiting", round, since: row.handedOverAt ?? row.statusSince };
}

/** The tickets that stand aboard; one that waits until somebody says where leads nowhere yet. */
async function loadTickets(reader: Reader): Promise<Map<string, LiveTicket>> {
  const rows = await reader
    .select({
      releaseId: tickets.releaseId,
      departureId: tickets.departureId,
      trainId: tickets.trainId,
      hotfix: tickets.hotfix,
    })
    .from(tickets)
    .where(eq(tickets.status, "aboard"));
  return new Map(
    rows.flatMap(({ releaseId, departureId, ...ticket }) =>
      departureId === null ? [] : [[releaseId, { departureId, ...ticket }] as const],
    ),
  );
}

/** The next booked slot of each release at the last stop; one that has begun still waits for it. */
async function loadBooked(reader: Reader, environmentId: string, now: Date): Promise<Map<string, BookedSlot>> {
  const rows = await reader
    .selectDistinctOn([slotReleases.releaseId], {
      releaseId: slotReleases.releaseId,
      slotId: slots.id,
      during: slots.during,
      departureId: slots.departureId,
    })
    .from(slotReleases)
    .innerJoin(slots, eq(slots.id, slotReleases.slotId))
    .where(
      and(
        eq(slots.environmentId, environmentId),
        eq(slots.status, "booked"),
        gt(sql`upper(${slots.during})`, now.toISOString()),
      ),
    )
    .orderBy(slotReleases.releaseId, asc(sql`lower(${slots.during})`));
  return new Map(rows.map(({ releaseId, ...slot }) => [releaseId, slot]));
}
