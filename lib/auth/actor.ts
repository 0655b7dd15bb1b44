import { type Grant, type Permission, type Reach, reaches } from "@/lib/domain/permission";
import { accept, type Result, refuse } from "@/lib/domain/refusal";

/** Somebody with rights: a person, or a token or source of events that acts for its owner and never beyond the owner's own rights. */
export type Member = {
  kind: "person" | "token" | "source";
  /** The person, or the owner of the token or source: what they do counts as this person's work (rule 6, case 23). */
  personId: string;
  /** What the audit log calls them. */
  name: string;
  email: string;
  zone: string;
  grants: readonly Grant[];
  permissions: ReadonlyMap<Permission, Reach>;
  /** The token, when a token acts. */
  tokenId?: string;
  /** The source, when a source of events acts. */
  sourceId?: string;
};

export type Actor =
  | Member
  /** Nobody we know. */
  | { kind: "visitor" }
  /** Whoever holds a share link: reads the schedule of one environment, or of all. */
  | { kind: "share"; linkId: string; environmentId: string | null }
  /** Our own worker: opens slots, extends horizons, gives up calls. */
  | { kind: "worker" }
  /** A deployment's receiver, known by its signature. */
  | { kind: "receiver"; targetId: string };

export function isMember(actor: Actor): actor is Member {
  return actor.kind === "person" || actor.kind === "token" || actor.kind === "source";
}

/** Whether the actor has the permission for this team (`null`: for the installation as a whole). */
export function may(actor: Actor, permission: Permission, teamId: string | null): boolean {
  return actor.kind === "worker" || (isMember(actor) && reaches(actor.permissions.get(permission), teamId));
}

/** The actor as a member with the permission for the team, or the refusal to answer with. */
export function requireReach(actor: Actor, permission: Permission, teamId: string | null): Result<Member> {
  if (!isMember(actor)) return refuse("not_signed_in", "Sign in first.");
  if (may(actor, permission, teamId)) return accept(actor);
  return refuse("forbidden", "Your roles do not allow this for this team.", {
    rules: [
      { kind: "person", name: actor.name, reason: `${actor.name} lacks the permission ${permission} for this team.` },
    ],
  });
}

/** The teams whose releases an actor may read. Queries take this; a stranger's rows are then 404, as if they were not there. */
export function readScope(actor: Actor): Reach {
  if (actor.kind === "worker" || actor.kind === "share") return "all";
  return isMember(actor) ? (actor.permissions.get("plan.read") ?? []) : [];
}
