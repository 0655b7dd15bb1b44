import { describe, expect, it } from "vitest";
import { decideApproval, teamsToSignFor } from "./approval";
import type { SlotState } from "./slot-state";
import { slotStates } from "./slot-state";
import { at, ready as facts } from "./testing/slot-example";

const manager = { id: "rosa", grants: [{ role: "release_manager" as const, teamId: null }] };
const code = (decided: ReturnType<typeof decideApproval>) => (decided.ok ? "ok" : decided.refusal.code);

describe("decideApproval", () => {
  const before = new Date(facts.slot.during.start.getTime() - 1);

  it.each(slotStates)("lets only a booked slot be signed: %s", (status: SlotState) => {
    const decided = decideApproval({ ...facts, slot: { ...facts.slot, status } }, manager, [], before);
    expect(code(decided)).toBe(status === "booked" ? "ok" : "slot_not_live");
  });

  it("lets a late signature through until the slot's end, and none after it", () => {
    expect(code(decideApproval(facts, manager, [], new Date(facts.slot.during.end.getTime() - 1)))).toBe("ok");
    expect(code(decideApproval(facts, manager, [], facts.slot.during.end))).toBe("too_late");
  });

  it("refuses authors, unless the policy relaxes it, and who holds no asked role", () => {
    const authors = [{ personId: "rosa", how: "booked" as const }];
    expect(code(decideApproval(facts, manager, authors, before))).toBe("own_work");
    const policy = facts.policy && { ...facts.policy, authorExcluded: false };
    expect(code(decideApproval({ ...facts, policy }, manager, authors, before))).toBe("ok");
    const developer = { id: "dana", grants: [{ role: "developer" as const, teamId: null }] };
    expect(code(decideApproval(facts, developer, [], before))).toBe("not_an_approver");
    expect(code(decideApproval({ ...facts, policy: null }, manager, [], before))).toBe("not_an_approver");
  });

  it("asks for the role in every team of the slot", () => {
    const teamId = facts.releases[0]?.teamId ?? "";
    const ofTeam = { id: "rosa", grants: [{ role: "release_manager" as const, teamId }] };
    expect(teamsToSignFor(facts)).toContain(teamId);
    const other = { ...facts, slot: { ...facts.slot, teamId: "another team" } };
    expect(code(decideApproval(other, ofTeam, [], at("24T06:00")))).toBe("not_an_approver");
  });
});
