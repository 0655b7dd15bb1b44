import type { Client } from "@/e2e/example/client";

export type Screen = {
  name: string;
  path: string;
  /** Its address opens a panel over it, which comes once the browser has drawn the rest. */
  isPanel: boolean;
  /** What something on this screen lies over, in part: targets under it cannot be pressed, and are looked at without it. */
  covers?: string;
};

/** A slot's panel lies over the calendar and part of its bar, which are a screen of their own. */
const covering: Readonly<Record<string, string>> = { "the schedule with a slot": "[role=application], header" };

const panels = ["the schedule with a slot", "a new recurring booking", "an event"];

function first<T>(things: readonly T[], what: string): T {
  const [thing] = things;
  if (thing === undefined) throw new Error(`the example organisation has no ${what}`);
  return thing;
}

function named<T extends { name: string }>(things: readonly T[], name: string): T {
  return first(
    things.filter((thing) => thing.name === name),
    name,
  );
}

/** Every screen of a member, those of one thing with a thing of the example that has much to show. */
export async function memberScreens(client: Client): Promise<Screen[]> {
  const [
    { releases },
    { deployments },
    { deployments: back },
    { windows },
    { freezes },
    { services },
    { calendars },
    { trains },
    { events },
    { imports },
  ] = await Promise.all([
    client.releases.list({ status: ["accepted"] }),
    client.deployments.list({}),
    client.deployments.list({ status: "rolled_back" }),
    client.windows.list({}),
    client.freezes.list({}),
    client.services.list({}),
    client.calendars.list({}),
    client.trains.list({}),
    client.inbound.events({ outcome: "applied" }),
    client.history.list({}),
  ]);
  const { cards } = await client.handoffs.queue({});
  const tested = first(
    cards.filter(({ column, plan }) => column === "testing" && plan !== null),
    "build in test with a test plan",
  );
  const release = first(releases, "accepted release").id;
  const { slots } = await client.releases.detail({ releaseId: release });
  const slot = slots[0]?.id ?? first(deployments, "deployment").slot.id;
  const window = first(windows, "window").id;
  const { openings } = await client.windows.get({ windowId: window });
  const opening = first(openings, "opening").id;
  const train = named(trains, "App train");
  const aboard = first(train.next ? [train.next.id] : [], "departure");
  const past = await client.trains.departures({ trainId: train.id, from: "2000-01-01T00:00:00Z", status: ["arrived"] });
  return Object.entries({
    "the schedule": "/schedule",
    "the schedule with a slot": `/schedule?slot=${slot}`,
    "a day": "/schedule?view=day",
    "a month": "/schedule?view=month&env=all",
    "a quarter": "/schedule?view=quarter&env=all",
    "an agenda": "/schedule?view=agenda&env=all",
    "a filtered week": "/schedule?view=week&state=at_risk&mine=1",
    "a slot": `/slots/${slot}`,
    conflicts: "/conflicts",
    "the waitlist": "/bookings",
    "swap offers": "/bookings?tab=swaps",
    "recurring bookings": "/bookings?tab=recurring",
    "a new recurring booking": "/bookings?tab=recurring&new=true",
    "the queue": "/queue",
    "a build in test": `/queue/${tested.handoffId}`,
    approvals: "/approvals",
    "approvals of others": "/approvals?view=others",
    "approvals that were given": "/approvals?view=done",
    releases: "/releases",
    "a release": `/releases/${release}`,
    deployments: "/deployments",
    "a deployment": `/deployments/${first(deployments, "deployment").id}`,
    "a deployment that was rolled back": `/deployments/${first(back, "rolled back deployment").id}`,
    departures: "/departures",
    calibration: "/insights/calibration",
    trains: "/trains",
    "a new train": "/trains/new",
    "a timetable to import": "/trains/import",
    "a train": `/trains/${train.id}`,
    "a train's form": `/trains/${train.id}/edit`,
    "a departure that boards": `/trains/departures/${aboard}`,
    "a departure that has arrived": `/trains/departures/${first(past.departures, "departure that arrived").id}`,
    insights: "/insights",
    "insights of a month": "/insights?days=30",
    notices: "/notices",
    "unread notices": "/notices?view=unread",
    "one's own account": "/account",
    windows: "/settings/windows",
    "a new window": "/settings/windows/new",
    "a window": `/settings/windows/${window}`,
    "a window's form": `/settings/windows/${window}/edit`,
    "an opening": `/settings/windows/openings/${opening}`,
    "a window's form from an opening on": `/settings/windows/${window}/edit?from=${openings.at(-1)?.id}`,
    "an import of windows": "/settings/windows/import",
    freezes: "/settings/freezes",
    "a new freeze": "/settings/freezes/new",
    "a freeze": `/settings/freezes/${first(freezes, "freeze").id}`,
    "a freeze's form": `/settings/freezes/${first(freezes, "freeze").id}/edit`,
    calendars: "/settings/calendars",
    "a new calendar": "/settings/calendars/new",
    "a calendar": `/settings/calendars/${first(calendars, "calendar").id}`,
    "a calendar's form": `/settings/calendars/${first(calendars, "calendar").id}/edit`,
    services: "/settings/services",
    "a service": `/settings/services/${first(services, "service").id}`,
    "a service with its licence": `/settings/services/${named(services, "flags").id}`,
    "a service that has lost it": `/settings/services/${named(services, "mailer").id}`,
    policies: "/settings/policies",
    "testers' groups": "/settings/testing",
    "test plans": "/settings/testing?tab=plans",
    "the plan as code": "/settings/plan",
    "a plan file": "/settings/plan?tab=file",
    "sources of events": "/settings/inbound",
    "the log of events": "/settings/inbound?tab=events",
    "an event": `/settings/inbound?tab=events&event=${first(events, "event").id}`,
    "imported histories": "/settings/history",
    "an imported history": `/settings/history/${first(imports, "imported history").id}`,
    people: "/settings/people",
    access: "/settings/access",
    audit: "/settings/audit",
    nothing: "/nothing-here",
  }).map(([name, path]) => ({ name, path, isPanel: panels.includes(name), covers: covering[name] }));
}
