import type { ApprovalPolicy } from "./approval-tally";
import type { Grant, Role } from "./permission";
import { accept, type Result, refuse } from "./refusal";

/** How somebody had a hand in what is to be approved. */
export const authorships = ["wrote", "built", "handed_over", "booked", "submitted"] as const;
export type Authorship = (typeof authorships)[number];

export type Author = { personId: string; how: Authorship };

const authorshipWords: Record<Authorship, string> = {
  wrote: "wrote a change in it",
  built: "made its build",
  handed_over: "handed its build over",
  booked: "booked the slot",
  submitted: "submitted it",
};

export const roleNames: Record<Role, { one: string; many: string }> = {
  admin: { one: "admin", many: "admins" },
  release_manager: { one: "release manager", many: "release managers" },
  developer: { one: "developer", many: "developers" },
  qa: { one: "tester", many: "testers" },
  stakeholder: { one: "stakeholder", many: "stakeholders" },
};

/** The roles that the grants give for all of these teams; a grant for one team does not sign for another's release. */
export function rolesFor(grants: readonly Grant[], teamIds: readonly string[]): Role[] {
  const held = [...new Set(grants.map((grant) => grant.role))];
  return held.filter((role) => {
    const own = grants.filter((grant) => grant.role === role);
    const everywhere = own.some((grant) => grant.teamId === null);
    return (
      everywhere || (teamIds.length > 0 && teamIds.every((teamId) => own.some((grant) => grant.teamId === teamId)))
    );
  });
}

/**
 * Whether the person may approve or decline. Refuses with `own_work` whoever wrote, built, handed over, booked or submitted any
 * part of it (rule 6, unless the policy relaxes it), and with `not_an_approver` who holds no role of the policy's stages for
 * every team of the slot. Returns the roles that count.
 */
export function mayApprove(
  person: { id: string; grants: readonly Grant[] },
  subject: { teamIds: readonly string[]; authors: readonly Author[] },
  policy: Pick<ApprovalPolicy, "authorExcluded" | "stages">,
): Result<{ roles: Role[] }> {
  const authorship = subject.authors.find((author) => author.personId === person.id);
  if (policy.authorExcluded && authorship !== undefined) {
    const reason = `Whoever ${authorshipWords[authorship.how]} cannot approve it.`;
    return refuse("own_work", `You ${authorshipWords[authorship.how]}, so somebody else must approve it.`, {
      rules: [{ kind: "person", id: person.id, name: "Own work", reason }],
    });
  }
  const asked = [...new Set(policy.stages.map((stage) => stage.role))];
  const roles = rolesFor(person.grants, subject.teamIds).filter((role) => asked.includes(role));
  if (roles.length > 0) return accept({ roles });
  const names = asked.map((role) => roleNames[role].many).join(" and ");
  const reason =
    asked.length === 0 ? "This environment asks for no approval." : `The policy asks ${names} of these teams.`;
  return refuse("not_an_approver", `You are not asked to approve this. ${reason}`, {
    rules: [{ kind: "approval", name: "Approval policy", reason }],
  });
}

/**
 * Whether somebody with these grants may sign beforehand where this policy rules: it must ask for a role of theirs, for the team whose
 * service it is about (`null`: for any team at all; for which slots it then counts, the roles decide slot by slot). Refuses with
 * `not_an_approver`.
 */
export function decideStanding(
  grants: readonly Grant[],
  policy: Pick<ApprovalPolicy, "stages"> | undefined,
  environmentName: string,
  teamId: string | null,
): Result<{ roles: Role[] }> {
  const asked = [...new Set((policy?.stages ?? []).map((stage) => stage.role))];
  const held = teamId === null ? [...new Set(grants.map((grant) => grant.role))] : rolesFor(grants, [teamId]);
  const roles = held.filter((role) => asked.includes(role));
  if (roles.length > 0) return accept({ roles });
  const names = asked.map((role) => roleNames[role].many).join(" and ");
  const reason =
    asked.length === 0 ? `${environmentName} asks for no approval.` : `${environmentName} asks ${names} to approve.`;
  return refuse("not_an_approver", `You cannot sign beforehand here. ${reason}`, {
    rules: [{ kind: "approval", name: "Approval policy", reason }],
  });
}
