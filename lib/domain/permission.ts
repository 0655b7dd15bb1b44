/** What a role may do. Every procedure names one of these, `SELF`, or says why it is public. */
export const permissions = [
  "plan.read",
  "release.write",
  "handoff.judge",
  "slot.book",
  "slot.open",
  "approval.give",
  "window.manage",
  "freeze.manage",
  "policy.manage",
  "service.manage",
  "people.manage",
  "share.manage",
  "plan.apply",
  "audit.read",
] as const;
export type Permission = (typeof permissions)[number];

export const roles = ["admin", "release_manager", "developer", "qa", "stakeholder"] as const;
export type Role = (typeof roles)[number];

/**
 * Admins run the installation; that does not make them testers or approvers: a verdict or a signature needs the role itself,
 * so that an admin account is no way past QA.
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  admin: [
    "plan.read",
    "release.write",
    "slot.book",
    "slot.open",
    "window.manage",
    "freeze.manage",
    "policy.manage",
    "service.manage",
    "people.manage",
    "share.manage",
    "plan.apply",
    "audit.read",
  ],
  release_manager: [
    "plan.read",
    "release.write",
    "slot.book",
    "slot.open",
    "approval.give",
    "window.manage",
    "freeze.manage",
    "policy.manage",
    "share.manage",
    "audit.read",
  ],
  developer: ["plan.read", "release.write", "slot.book", "approval.give"],
  qa: ["plan.read", "handoff.judge", "approval.give"],
  stakeholder: ["plan.read", "approval.give"],
};

/** Permissions that reach over the whole installation: a grant that is limited to a team does not give them. */
export const installationWide: readonly Permission[] = [
  "window.manage",
  "freeze.manage",
  "policy.manage",
  "service.manage",
  "people.manage",
  "share.manage",
  "plan.apply",
  "audit.read",
];

/** What an API token may be given. Verdicts and signatures are a person's alone (case 23: no approval through a token). */
export const tokenPermissions = [
  "plan.read",
  "release.write",
  "slot.book",
  "slot.open",
  "plan.apply",
] as const satisfies readonly Permission[];

/** The teams a permission reaches: every team, or exactly these. */
export type Reach = "all" | readonly string[];

/** A role, for one team or (null) for all. */
export type Grant = { role: Role; teamId: string | null };

/**
 * Which teams each permission reaches for a person with these grants. Reading is limited only for stakeholders: statuses and
 * rounds are visible to everyone who works here, so any other role reads the whole plan.
 */
export function permissionsOf(grants: readonly Grant[]): ReadonlyMap<Permission, Reach> {
  const reach = new Map<Permission, Reach>();
  for (const grant of grants) {
    for (const permission of rolePermissions[grant.role]) {
      const readsAll = permission === "plan.read" && grant.role !== "stakeholder";
      if (grant.teamId === null || readsAll) {
        reach.set(permission, "all");
        continue;
      }
      if (installationWide.includes(permission)) continue;
      const known = reach.get(permission);
      if (known !== "all") reach.set(permission, [...(known ?? []), grant.teamId]);
    }
  }
  return reach;
}

/** Whether a reach includes the team. `null`: the act concerns no single team and needs the whole reach. */
export function reaches(reach: Reach | undefined, teamId: string | null): boolean {
  if (reach === undefined) return false;
  if (reach === "all") return true;
  return teamId !== null && reach.includes(teamId);
}
