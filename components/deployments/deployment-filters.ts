import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { type DeploymentState, deploymentStates } from "@/lib/domain/deployment-state";

const pageSize = 50;

/** The filters as the address writes them: they survive a reload and can be sent to somebody. */
export const deploymentFilterParsers = {
  status: parseAsStringLiteral(deploymentStates),
  service: parseAsString.withDefault(""),
  environment: parseAsString.withDefault(""),
};
export type DeploymentFilters = { status: DeploymentState | null; service: string; environment: string };

/** Reads them from the search parameters of a page. */
export const loadDeploymentFilters = createLoader(deploymentFilterParsers);

/** What page and component must say alike: the page fetches the first part ahead, the component finds it by the same key. */
export function deploymentListOptions({ status, service, environment }: DeploymentFilters) {
  const input = {
    status: status ?? undefined,
    serviceId: service || undefined,
    environmentId: environment || undefined,
  };
  return {
    input: (cursor: string | undefined) => ({ ...input, limit: pageSize, cursor }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor?: string }) => page.nextCursor,
  };
}
