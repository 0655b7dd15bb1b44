import type { InferClientInputs, InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>["plans"];
type Questions = InferClientInputs<typeof rpc>["plans"];

export type Comparison = Answers["compare"];
export type PlanChange = Comparison["changes"][number];
export type Rehearsal = Answers["rehearseWindow"];
export type RehearsedWindowInput = Questions["rehearseWindow"];
export type RehearsedFreezeInput = Questions["rehearseFreeze"];
export type RehearsedPolicyInput = Questions["rehearsePolicy"];
