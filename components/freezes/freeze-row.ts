import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>;

export type FreezeRow = Answers["freezes"]["list"]["freezes"][number];
export type FreezeDetail = Answers["freezes"]["get"];
export type FreezePreview = Answers["freezes"]["preview"];
export type StopPreview = Answers["freezes"]["previewStop"];
export type CurrentFreeze = Answers["freezes"]["current"]["freezes"][number];
export type Choice = { id: string; name: string };
