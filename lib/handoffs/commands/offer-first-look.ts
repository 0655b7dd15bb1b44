import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { handoffs } from "@/db/schema";
import { refuseOwnWork } from "@/lib/domain/handoff";
import { refuseStranger } from "@/lib/domain/qa-group";
import { loadGroupsOfServices } from "@/lib/groups/queries/service-groups";
import { loadBuildAuthors } from "@/lib/handoffs/queries/build-authors";
import { loadTester } from "@/lib/handoffs/queries/tester";
import type { LockedRelease } from "@/lib/releases/queries/locked-release";

const minute = 60_000;
const usualMinutes = 120;
/** Nobody keeps a hotfix waiting for long. */
const hotfixMinutes = 30;

type Offer = { offeredTo: string; offeredUntil: Date };

/**
 * Who is asked first about a build that came back: whoever had the last one in test, if they still may judge it. Until the group's
 * deadline; after that, or when they let it go, it is anybody's.
 */
export async function firstLook(tx: Tx, release: LockedRelease, now: Date): Promise<Offer | undefined> {
  const [last] = await tx
    .select({ testerId: handoffs.testerId })
    .from(handoffs)
    .where(and(eq(handoffs.releaseId, release.id), isNotNull(handoffs.testerId)))
    .orderBy(desc(handoffs.round))
    .limit(1);
  if (last === undefined || last.testerId === null) return undefined;
  const tester = await loadTester(tx, last.testerId, release.teamId);
  if (tester === undefined) return undefined;
  const group = (await loadGroupsOfServices(tx, [release.serviceId])).get(release.serviceId) ?? null;
  const authors = (await loadBuildAuthors(tx, [release.id])).get(release.id) ?? [];
  if (refuseOwnWork({ name: release.name, authors }, tester) ?? refuseStranger(group, tester)) return undefined;
  const usual = group?.offerMinutes ?? usualMinutes;
  const minutes = release.kind === "hotfix" ? Math.min(usual, hotfixMinutes) : usual;
  if (minutes === 0) return undefined;
  return { offeredTo: tester.id, offeredUntil: new Date(now.getTime() + minutes * minute) };
}
