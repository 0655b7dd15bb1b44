import type { Client } from "@/e2e/example/client";

export type Screen = { name: string; path: string };

function first<T>(things: readonly T[], what: string): T {
  const [thing] = things;
  if (thing === undefined) throw new Error(`the example organisation has no ${what}`);
  return thing;
}

/** Every screen of a member, those of one thing with a thing of the example that has much to show. */
export async function memberScreens(client: Client): Promise<Screen[]> {
  const [{ releases }, { deployments }, { windows }, { freezes }, { services }] = await Promise.all([
    client.releases.list({ status: ["accepted"] }),
    client.deployments.list({}),
    client.windows.list({}),
    client.freezes.list({}),
    client.services.list({}),
  ]);
  const release = first(releases, "accepted release").id;
  const { slots } = await client.releases.detail({ releaseId: release });
  const slot = slots[0]?.id ?? first(deployments, "deployment").slot.id;
  const window = first(windows, "window").id;
  return Object.entries({
    "the schedule": "/schedule",
    "the schedule with a slot": `/schedule?slot=${slot}`,
    "a slot": `/slots/${slot}`,
    "the queue": "/queue",
    approvals: "/approvals",
    "approvals of others": "/approvals?view=others",
    "approvals that were given": "/approvals?view=done",
    releases: "/releases",
    "a release": `/releases/${release}`,
    deployments: "/deployments",
    "a deployment": `/deployments/${first(deployments, "deployment").id}`,
    departures: "/departures",
    "one's own account": "/account",
    windows: "/settings/windows",
    "a new window": "/settings/windows/new",
    "a window": `/settings/windows/${window}`,
    "a window's form": `/settings/windows/${window}/edit`,
    freezes: "/settings/freezes",
    "a new freeze": "/settings/freezes/new",
    "a freeze": `/settings/freezes/${first(freezes, "freeze").id}`,
    services: "/settings/services",
    "a service": `/settings/services/${first(services, "service").id}`,
    policies: "/settings/policies",
    people: "/settings/people",
    access: "/settings/access",
    audit: "/settings/audit",
    nothing: "/nothing-here",
  }).map(([name, path]) => ({ name, path }));
}
