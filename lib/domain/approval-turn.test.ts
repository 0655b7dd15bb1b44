import { describe, expect, it } from "vitest";
import type { ApprovalFact, ApprovalTally } from "./approval-tally";
import { approvalTurn } from "./approval-turn";

const own = (verdict: ApprovalFact["verdict"], content: string): ApprovalFact => ({
  personId: "rosa",
  personName: "Rosa",
  roles: ["release_manager"],
  verdict,
  content,
  comment: "",
  at: new Date(0),
});
const open: Pick<ApprovalTally, "stages" | "declined"> = {
  stages: [{ role: "release_manager", required: 1, signed: [], missing: 1 }],
};
const full = { stages: [{ role: "release_manager" as const, required: 1, signed: [], missing: 0 }] };

describe("whose turn it is", () => {
  it("waits for somebody whose stage lacks a signature", () => {
    expect(approvalTurn(open, ["release_manager"], undefined, "now")).toBe("waiting");
    expect(approvalTurn(open, ["qa"], undefined, "now")).toBe("others");
    expect(approvalTurn(full, ["release_manager"], undefined, "now")).toBe("others");
    expect(approvalTurn(open, [], undefined, "now")).toBe("others");
  });

  it("knows what the person said of this content, and asks again when their word was for another", () => {
    expect(approvalTurn(full, ["release_manager"], own("approve", "now"), "now")).toBe("signed");
    expect(approvalTurn(open, ["release_manager"], own("decline", "now"), "now")).toBe("declined");
    expect(approvalTurn(open, ["release_manager"], own("approve", "before"), "now")).toBe("waiting");
    expect(approvalTurn(open, ["release_manager"], own("decline", "before"), "now")).toBe("waiting");
  });

  it("asks nobody while somebody's no stands", () => {
    const declined = { ...open, declined: own("decline", "now") };
    expect(approvalTurn(declined, ["release_manager"], undefined, "now")).toBe("others");
  });
});
