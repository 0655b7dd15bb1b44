"use client";

import { useQuery } from "@tanstack/react-query";
import { api } from "@/lib/rpc/client";

/** What a freeze can be aimed at: every environment, team and service. */
export function useScopeChoices() {
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const teams = useQuery(api.services.listTeams.queryOptions({ input: {} }));
  const services = useQuery(api.services.list.queryOptions({ input: {} }));
  const choices = environments.data &&
    teams.data &&
    services.data && {
      environments: environments.data.environments,
      teams: teams.data.teams,
      services: services.data.services,
    };
  return { choices, error: environments.error ?? teams.error ?? services.error };
}
