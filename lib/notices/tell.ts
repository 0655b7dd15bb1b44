import { and, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { announce } from "@/db/notify";
import { notices, people, roleGrants } from "@/db/schema";
import { type Actor, isMember } from "@/lib/auth/actor";
import type { NoticeKind, NoticeParams } from "@/lib/domain/notice-words";
import { type Grant, type Permission, permissionsOf, type Role, reaches } from "@/lib/domain/permission";

/** Whoever has the permission for this team (`null`: for the installation as a whole); or, named, whoever has the role for it. */
export type Holders = { permission: Permission; teamId: string | null } | { role: Role; teamId: string | null };

type NoticeOf<Kind extends NoticeKind> = {
  /** Ids of people (absent ones are passed over), or whoever holds a permission or a role. */
  to: readonly (string | null | undefined)[] | Holders;
  /** Whoever did it, where the worker tells in their place. Whoever acts is never told anyway. */
  except?: string | null;
  kind: Kind;
  /** Where the notice leads. A noun of the address bar: `releases`, `slots`, `departures` … */
  subject: { noun: NoticeSubject; id?: string };
  params: NoticeParams[Kind];
  /** What happens again and again is told once to each person: `departure_soon:<id>`. */
  dedupeKey?: string;
};
export type NoticeSubject =
  | "releases"
  | "slots"
  | "queue"
  | "approvals"
  | "deployments"
  | "departures"
  | "trains"
  | "bookings"
  | "freezes"
  | "insights"
  | "imports";

/** One thing to tell, with the words' parameters that its kind asks for. */
export type Notice = { [Kind in NoticeKind]: NoticeOf<Kind> }[NoticeKind];

/**
 * Tells people of what just happened, in the transaction of the change itself: they hear of it if and only if it happened. Guarantees
 * that nobody is told of what they did themselves (a token acts for its owner), that people whose account is disabled are passed
 * over, and that a notice with the same key reaches nobody twice. Whom to tell is the caller's to decide, and with it that they may
 * know it.
 */
export async function tell(tx: Tx, actor: Actor, now: Date, ...told: readonly Notice[]): Promise<void> {
  if (told.length === 0) return;
  const self = isMember(actor) ? actor.personId : undefined;
  const everybody = told.some(({ to }) => isHolders(to)) ? await loadGrants(tx) : new Map<string, Grant[]>();
  const wanted = told.flatMap(({ to, except, ...notice }) =>
    [...new Set(isHolders(to) ? holdersOf(everybody, to) : to)]
      .filter((personId) => typeof personId === "string" && personId !== self && personId !== except)
      .map((personId) => ({ ...notice, personId: personId as string })),
  );
  if (wanted.length === 0) return;
  const active = await loadActive(tx, [...new Set(wanted.map(({ personId }) => personId))]);
  const rows = wanted
    .filter(({ personId }) => active.has(personId))
    .map(({ personId, kind, subject, params, dedupeKey }) => ({
      personId,
      kind,
      subjectNoun: subject.noun,
      subjectId: subject.id,
      params,
      dedupeKey,
      createdAt: now,
    }));
  if (rows.length === 0) return;
  const written = await tx
    .insert(notices)
    .values(rows)
    .onConflictDoNothing({ target: [notices.personId, notices.dedupeKey] })
    .returning({ personId: notices.personId });
  // The id is the reader's, not the notice's: a browser is told of its own person's notices alone.
  await announce(tx, ...[...new Set(written.map(({ personId }) => personId))].map(toReader));
}

const toReader = (id: string) => ({ noun: "notices" as const, id });

function isHolders(to: Notice["to"]): to is Holders {
  return !Array.isArray(to);
}

function holdersOf(grants: ReadonlyMap<string, readonly Grant[]>, holders: Holders): string[] {
  const fits = (own: readonly Grant[]) =>
    "role" in holders
      ? own.some(({ role, teamId }) => role === holders.role && (teamId === null || teamId === holders.teamId))
      : reaches(permissionsOf(own).get(holders.permission), holders.teamId);
  return [...grants].filter(([, own]) => fits(own)).map(([personId]) => personId);
}

/** Everybody's roles: a few rows a person, read only when a notice goes to holders of a right. */
async function loadGrants(tx: Tx): Promise<Map<string, Grant[]>> {
  const rows = await tx
    .select({ personId: roleGrants.personId, role: roleGrants.role, teamId: roleGrants.teamId })
    .from(roleGrants);
  const grants = new Map<string, Grant[]>();
  for (const { personId, role, teamId } of rows) {
    grants.set(personId, [...(grants.get(personId) ?? []), { role, teamId }]);
  }
  return grants;
}

async function loadActive(tx: Tx, personIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(inArray(people.id, [...personIds]), isNull(people.disabledAt)));
  return new Set(rows.map(({ id }) => id));
}
