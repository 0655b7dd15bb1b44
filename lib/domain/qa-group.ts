import { type Refusal, type Rule, refuse } from "./refusal";

/** Testers who share work. Without members everybody who may judge belongs to it. */
export type QaGroup = {
  id: string;
  name: string;
  /** Builds in test at once. */
  limit: number;
  offerMinutes: number;
  members: readonly { id: string; name: string }[];
};

/** One build that a group has in test. */
export type InTest = { handoffId: string; name: string; testerName: string };

type Refused = { ok: false; refusal: Refusal };

/** `not_in_group` for whoever does not belong to the group that tests the service. */
export function refuseStranger(group: QaGroup | null, tester: { id: string; name: string }): Refused | undefined {
  if (group === null || group.members.length === 0) return undefined;
  if (group.members.some((member) => member.id === tester.id)) return undefined;
  const names = group.members.map((member) => member.name).join(", ");
  const reason = `${group.name} tests this service: ${names}.`;
  return refuse("not_in_group", `${reason} ${tester.name} is not one of them.`, {
    rules: [{ kind: "qa", id: group.id, name: group.name, reason }],
  });
}

/**
 * `group_full` when the group has as much in test as it takes on at once, naming who holds what, so that one knows whom to help. A
 * trigger (`handoffs_within_group_limit`) says the same to two who claim at the same moment.
 */
export function refuseBeyondLimit(group: QaGroup | null, inTest: readonly InTest[]): Refused | undefined {
  if (group === null || inTest.length < group.limit) return undefined;
  const rules = inTest.map(({ handoffId, name, testerName }): Rule => {
    return { kind: "qa", id: handoffId, name, reason: `${testerName} tests ${name}.` };
  });
  return refuse(
    "group_full",
    `${group.name} tests ${inTest.length} of at most ${group.limit} builds at once. Finish or give back one first, or help with one.`,
    { rules },
  );
}
