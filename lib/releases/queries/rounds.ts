import { desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Reader } from "@/db/client";
import { builds, handoffs, people, waivers } from "@/db/schema";
import type { Round } from "@/lib/releases/input/detail-output";

/** Every build of a release with its turn at QA, newest first. One statement. */
export async function loadRounds(reader: Reader, releaseId: string): Promise<Round[]> {
  const builder = alias(people, "builder");
  const giver = alias(people, "giver");
  const tester = alias(people, "tester");
  const taker = alias(people, "taker");
  const rows = await reader
    .select({
      build: builds,
      builtBy: builder.name,
      handoff: handoffs,
      handedOverBy: giver.name,
      testerName: tester.name,
      waiver: { risk: waivers.risk, expiresAt: waivers.expiresAt, settledAt: waivers.settledAt },
      takenBy: taker.name,
    })
    .from(builds)
    .innerJoin(builder, eq(builder.id, builds.createdBy))
    .leftJoin(handoffs, eq(handoffs.buildId, builds.id))
    .leftJoin(giver, eq(giver.id, handoffs.handedOverBy))
    .leftJoin(tester, eq(tester.id, handoffs.testerId))
    .leftJoin(waivers, eq(waivers.handoffId, handoffs.id))
    .leftJoin(taker, eq(taker.id, waivers.takenBy))
    .where(eq(builds.releaseId, releaseId))
    .orderBy(desc(builds.number));
  return rows.map(({ build, builtBy, handoff, handedOverBy, testerName, waiver, takenBy }) => {
    const { id: buildId, releaseId: _, createdBy: __, createdAt: builtAt, ...facts } = build;
    return {
      ...facts,
      buildId,
      builtBy,
      builtAt,
      handoff: handoff && {
        ...handoff,
        handedOverBy: handedOverBy ?? "",
        waiver: waiver && { ...waiver, takenBy: takenBy ?? "" },
        tester: handoff.testerId === null ? null : { id: handoff.testerId, name: testerName ?? "" },
      },
    };
  });
}
