import { z } from "zod";
import { inTransaction } from "@/db/transaction";
import { accept, refuse } from "@/lib/domain/refusal";
import { passOffer } from "@/lib/handoffs/commands/claim-handoff";
import { reassignHandoff } from "@/lib/handoffs/commands/reassign-handoff";
import { settleWaiver } from "@/lib/handoffs/commands/settle-waiver";
import { addEvidence, decideItem, judgeArea, removeEvidence } from "@/lib/handoffs/commands/work-through-plan";
import { handoffInput } from "@/lib/handoffs/input";
import {
  addEvidenceInput,
  decideItemInput,
  evidenceInput,
  judgeAreaInput,
  reassignInput,
  settleWaiverInput,
} from "@/lib/handoffs/input/acts";
import { turnOutput } from "@/lib/handoffs/input/turn-output";
import { loadTurn } from "@/lib/handoffs/queries/turn";
import { memberOf, procedure } from "@/lib/rpc/procedure";

const tags = ["Hand-overs"];
const done = z.object({ handoffId: z.string() });

/** What happens within one build's turn with QA. */
export const turnProcedures = {
  turn: procedure({
    access: "plan.read",
    method: "GET",
    path: "/handoffs/{handoffId}",
    summary: "One build's turn with QA: test plan, evidence, checks, and the rounds side by side",
    tags,
    input: handoffInput,
    output: turnOutput,
    handler: async ({ input, actor, now, db }) => {
      const turn = await loadTurn(db, input.handoffId, memberOf(actor), now);
      return turn === undefined ? refuse("not_found", "There is no such hand-over.") : accept(turn);
    },
  }),
  reassign: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/reassign",
    summary: "Give a build to a certain tester, with a reason",
    tags,
    input: reassignInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => reassignHandoff(tx, memberOf(actor), input, now)),
  }),
  passOffer: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/pass-offer",
    summary: "Let the first look at a build that came back go to the whole group at once",
    tags,
    input: handoffInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => passOffer(tx, memberOf(actor), input, now)),
  }),
  settleWaiver: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/settle-waiver",
    summary: "Say that what an acceptance was conditional on is there",
    tags,
    input: settleWaiverInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => settleWaiver(tx, memberOf(actor), input, now)),
  }),
  decideItem: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/test-items/{itemId}",
    summary: "Say what became of one point of the test plan",
    tags,
    input: decideItemInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => decideItem(tx, memberOf(actor), input, now)),
  }),
  judgeArea: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/areas",
    summary: "Judge one area of a build in test",
    tags,
    input: judgeAreaInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => judgeArea(tx, memberOf(actor), input, now)),
  }),
  addEvidence: procedure({
    access: "handoff.judge",
    method: "POST",
    path: "/handoffs/{handoffId}/evidence",
    summary: "Add a link that shows what was seen",
    tags,
    status: 201,
    input: addEvidenceInput,
    output: z.object({ evidenceId: z.string() }),
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => addEvidence(tx, memberOf(actor), input, now)),
  }),
  removeEvidence: procedure({
    access: "handoff.judge",
    method: "DELETE",
    path: "/evidence/{evidenceId}",
    summary: "Take evidence away again, before the verdict",
    tags,
    input: evidenceInput,
    output: done,
    handler: ({ input, actor, now, db }) => inTransaction(db, (tx) => removeEvidence(tx, memberOf(actor), input, now)),
  }),
};
