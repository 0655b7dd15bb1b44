import { asc, eq, or, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people, savedViews } from "@/db/schema";

export type SavedView = {
  id: string;
  name: string;
  query: string;
  shared: boolean;
  mine: boolean;
  ownerName: string;
};

/** Somebody's own views and those that others share, own ones first, each part by name. One statement. */
export async function listViews(reader: Reader, personId: string): Promise<SavedView[]> {
  const mine = eq(savedViews.ownerId, personId);
  const rows = await reader
    .select({ view: savedViews, ownerName: people.name })
    .from(savedViews)
    .innerJoin(people, eq(people.id, savedViews.ownerId))
    .where(or(mine, savedViews.shared))
    .orderBy(sql`${mine} desc`, asc(sql`lower(${savedViews.name})`), asc(savedViews.id));
  return rows.map(({ view, ownerName }) => {
    const { id, name, query, shared, ownerId } = view;
    return { id, name, query, shared, mine: ownerId === personId, ownerName };
  });
}

/** How many views somebody keeps. */
export async function countViews(reader: Reader, personId: string): Promise<number> {
  return await reader.$count(savedViews, eq(savedViews.ownerId, personId));
}
