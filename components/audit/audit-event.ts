import type { InferClientOutputs } from "@orpc/client";
import type { rpc } from "@/lib/rpc/client";

export type AuditEvent = InferClientOutputs<typeof rpc>["audit"]["list"]["events"][number];
