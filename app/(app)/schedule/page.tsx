import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { daysInputOf, firstTimelineInputOf } from "@/components/schedule/address/outlook-input";
import { addressFrom, filterOf } from "@/components/schedule/address/schedule-address";
import { firstWeekInputOf, type ScheduleView, scheduleView } from "@/components/schedule/address/schedule-view";
import { ScheduleScreen } from "@/components/schedule/schedule-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi, serverClient } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "Schedule" };

type SchedulePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SchedulePage({ searchParams }: SchedulePageProps) {
  await viewerOrRedirect();
  const query = await searchParams;
  const address = addressFrom((name) => (typeof query[name] === "string" ? query[name] : null));
  const choices = await serverClient().slots.choices();
  const view = scheduleView(address, choices, systemNow());
  const api = serverApi();
  return (
    <Hydrate
      queries={[
        api.slots.choices.queryOptions(),
        // Its banner must not come late and push away what somebody has just taken hold of.
        api.slots.postponed.queryOptions({ input: {} }),
        ...(view === undefined ? [] : viewQueries(view)),
        ...(address.slot === null ? [] : [api.slots.detail.queryOptions({ input: { slotId: address.slot } })]),
      ]}
    >
      <ScheduleScreen />
    </Hydrate>
  );

  /** What the first paint shows, and never more of it than a screen has room for. */
  function viewQueries(of: ScheduleView) {
    const filter = filterOf(address);
    if (of.name === "month") return [api.slots.days.queryOptions({ input: daysInputOf(of, filter) })];
    if (of.name === "quarter") {
      const by = address.by === "environment" ? "environment" : "team";
      return [api.slots.timeline.queryOptions({ input: firstTimelineInputOf(of, filter, by) })];
    }
    const shown = of.name === "agenda" ? of.environments : [of.environment];
    return shown.map((environment) =>
      api.slots.week.queryOptions({ input: firstWeekInputOf({ environment, week: of.week }) }),
    );
  }
}
