import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>;

export type FreezeRow = Answers["freezes"]["get"];
export type FreezePreview = Answers["freezes"]["preview"];
export type Choice = { id: string; name: string };
