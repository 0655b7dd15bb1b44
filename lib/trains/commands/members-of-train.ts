import { asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { trainConductors, trainEnvironments } from "@/db/schema";

export const sameList = (a: readonly string[], b: readonly string[]) => a.join() === b.join();

/** The environments that a train passes, in no order of their own: it is that of the promotion path. */
export async function pathOfTrain(tx: Tx, trainId: string): Promise<string[]> {
  const rows = await tx.select().from(trainEnvironments).where(eq(trainEnvironments.trainId, trainId));
  return rows.map(({ environmentId }) => environmentId);
}

export async function replacePath(tx: Tx, trainId: string, environmentIds: readonly string[]): Promise<void> {
  await tx.delete(trainEnvironments).where(eq(trainEnvironments.trainId, trainId));
  const ids = [...new Set(environmentIds)];
  await tx.insert(trainEnvironments).values(ids.map((environmentId) => ({ trainId, environmentId })));
}

/** Who conducts, in turn. */
export async function conductorsOfTrain(tx: Tx, trainId: string): Promise<string[]> {
  const rows = await tx
    .select()
    .from(trainConductors)
    .where(eq(trainConductors.trainId, trainId))
    .orderBy(asc(trainConductors.position));
  return rows.map(({ personId }) => personId);
}

export async function replaceConductors(tx: Tx, trainId: string, personIds: readonly string[]): Promise<void> {
  await tx.delete(trainConductors).where(eq(trainConductors.trainId, trainId));
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return;
  await tx.insert(trainConductors).values(ids.map((personId, index) => ({ trainId, position: index + 1, personId })));
}
