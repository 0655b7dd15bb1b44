import type { api } from "@/lib/rpc/client";

/** What `deployments.detail` answers with. */
export type DeploymentDetail = Awaited<ReturnType<typeof api.deployments.detail.call>>;
export type Rollback = DeploymentDetail["rollbacks"][number];
export type Attempt = DeploymentDetail["attempts"][number];

/** One row of `deployments.list`. */
export type DeploymentRow = Awaited<ReturnType<typeof api.deployments.list.call>>["deployments"][number];
