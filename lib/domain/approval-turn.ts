import type { ApprovalFact, ApprovalTally } from "./approval-tally";
import type { Role } from "./permission";

/**
 * Whose turn it is, seen by one person: `waiting` for them; `signed` or `declined` by them, for what it is now; `others`: somebody
 * else's, or nobody's any more.
 */
export type ApprovalTurn = "waiting" | "signed" | "declined" | "others";

/**
 * `roles` are the stages' roles the person may sign for, empty when they may not sign at all; `own` is their last word. It waits for
 * them only while a stage of theirs lacks a signature: when enough others have signed, nobody needs to be asked. After somebody's no
 * it waits for that no to be mended.
 */
export function approvalTurn(
  tally: Pick<ApprovalTally, "stages" | "declined">,
  roles: readonly Role[],
  own: ApprovalFact | undefined,
  content: string,
): ApprovalTurn {
  if (own !== undefined && own.content === content) return own.verdict === "approve" ? "signed" : "declined";
  if (tally.declined !== undefined) return "others";
  return tally.stages.some((stage) => stage.missing > 0 && roles.includes(stage.role)) ? "waiting" : "others";
}
