import { and, asc, isNull, sql } from "drizzle-orm";
import type { Reader } from "@/db/client";
import { people, roleGrants } from "@/db/schema";

/** Everybody with the role of a tester, for any team. */
export async function loadTesters(reader: Reader): Promise<{ id: string; name: string }[]> {
  return reader
    .selectDistinct({ id: people.id, name: people.name })
    .from(people)
    .innerJoin(roleGrants, sql`${roleGrants.personId} = ${people.id}`)
    .where(and(sql`${roleGrants.role} = 'qa'`, isNull(people.disabledAt)))
    .orderBy(asc(people.name));
}
