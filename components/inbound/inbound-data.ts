import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>["inbound"];

export type SourceRow = Answers["sources"]["sources"][number];
export type EventRow = Answers["events"]["events"][number];
export type EventDetail = Answers["event"];
