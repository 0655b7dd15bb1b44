import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

type Answers = InferClientOutputs<typeof rpc>;

export type ServiceRow = Answers["services"]["get"];
export type TargetRow = ServiceRow["targets"][number];
export type TeamRow = Answers["services"]["listTeams"]["teams"][number];
export type EnvironmentRow = Answers["services"]["listEnvironments"]["environments"][number];
