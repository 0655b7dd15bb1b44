"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { deploymentStates } from "@/lib/domain/deployment-state";

/** The filters of the list stand in the address: they survive a reload and can be sent to somebody. */
export function useDeploymentFilters() {
  const [filters, setFilters] = useQueryStates({
    status: parseAsStringLiteral(deploymentStates),
    service: parseAsString.withDefault(""),
    environment: parseAsString.withDefault(""),
  });
  const { status, service, environment } = filters;
  return {
    filters,
    input: {
      status: status ?? undefined,
      serviceId: service || undefined,
      environmentId: environment || undefined,
    },
    set: (change: Partial<typeof filters>) => setFilters(change),
    clear: () => setFilters(null),
    isFiltered: status !== null || service !== "" || environment !== "",
  };
}
export type DeploymentFilters = ReturnType<typeof useDeploymentFilters>["filters"];
