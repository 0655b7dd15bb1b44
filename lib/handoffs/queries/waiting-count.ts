import { and, count, eq, inArray, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { handoffs, releases, services } from "@/db/schema";
import { type Member, readScope } from "@/lib/auth/actor";
import type { Reach } from "@/lib/domain/permission";

function within(reach: Reach) {
  return reach === "all" ? undefined : reach.length === 0 ? sql`false` : inArray(services.teamId, [...reach]);
}

/**
 * How many builds wait for a tester: for a tester those of the teams they judge for, for everybody else all they may see. The number
 * beside "QA queue" in the navigation.
 */
export async function countWaiting(reader: Reader, member: Member): Promise<number> {
  const [row] = await reader
    .select({ waiting: count() })
    .from(handoffs)
    .innerJoin(releases, eq(releases.id, handoffs.releaseId))
    .innerJoin(services, eq(services.id, releases.serviceId))
    .where(
      and(
        eq(handoffs.status, "queued"),
        within(readScope(member)),
        within(member.permissions.get("handoff.judge") ?? "all"),
      ),
    );
  return row?.waiting ?? 0;
}
