import type { serverApi } from "@/lib/rpc/server";

/** What the forms of freezes and of calendars choose from: every environment, team and service. */
export function scopeChoices(api: ReturnType<typeof serverApi>) {
  return [
    api.services.listEnvironments.queryOptions({ input: {} }),
    api.services.listTeams.queryOptions({ input: {} }),
    api.services.list.queryOptions({ input: {} }),
  ];
}
