import { z } from "zod";
import { may, readScope } from "@/lib/auth/actor";
import { deploymentInput, listDeploymentsInput } from "@/lib/deployments/input";
import { loadDeploymentDetail } from "@/lib/deployments/queries/deployment-detail";
import { listDeployments, loadDeploymentFilters } from "@/lib/deployments/queries/list-deployments";
import { accept, refuse } from "@/lib/domain/refusal";
import { procedure } from "@/lib/rpc/procedure";
import { deploymentDetail, deploymentFilters, deploymentPage } from "./output";
import { report } from "./report";
import { rollbackProcedures } from "./rollback";

/** What was called, what answered, where it is now. */
export const deploymentsProcedures = {
  list: procedure({
    access: "plan.read",
    method: "GET",
    path: "/deployments",
    summary: "Deployments, newest first",
    tags: ["Deployments"],
    input: listDeploymentsInput,
    output: deploymentPage,
    handler: async ({ input, actor, db }) => accept(await listDeployments(db, readScope(actor), input)),
  }),
  filters: procedure({
    access: "plan.read",
    method: "GET",
    path: "/deployment-filters",
    summary: "The services and environments by which deployments can be filtered",
    tags: ["Deployments"],
    input: z.strictObject({}).optional(),
    output: deploymentFilters,
    handler: async ({ actor, db }) => accept(await loadDeploymentFilters(db, readScope(actor))),
  }),
  detail: procedure({
    access: "plan.read",
    method: "GET",
    path: "/deployments/{deploymentId}",
    summary: "One deployment with every attempt of its call and every report",
    tags: ["Deployments"],
    input: deploymentInput,
    output: deploymentDetail,
    handler: async ({ input, actor, now, db }) => {
      const found = await loadDeploymentDetail(db, readScope(actor), input.deploymentId, now);
      if (found === undefined) return refuse("not_found", "There is no such deployment.");
      return accept({ ...found, may: { rollBack: may(actor, "slot.open", found.team.id) } });
    },
  }),
  report,
  ...rollbackProcedures,
};
