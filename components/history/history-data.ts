import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>["history"];

export type ImportRow = Answers["list"]["imports"][number];
export type ImportDetail = Answers["detail"];
export type Findings = NonNullable<ImportDetail["findings"]>;
export type ProblemRow = Answers["problems"]["problems"][number];
