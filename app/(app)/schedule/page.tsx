import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { ScheduleScreen } from "@/components/schedule/schedule-screen";
import { scheduleView, weekInputOf } from "@/components/schedule/schedule-view";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi, serverClient } from "@/lib/rpc/server";
import { systemNow } from "@/lib/time/clock";

export const metadata: Metadata = { title: "Schedule" };

type SchedulePageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SchedulePage({ searchParams }: SchedulePageProps) {
  await viewerOrRedirect();
  const query = await searchParams;
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : null);
  const choices = await serverClient().slots.choices();
  const view = scheduleView({ env: one("env"), day: one("day"), zone: one("zone") }, choices, systemNow());
  const slotId = one("slot");
  const api = serverApi().slots;
  return (
    <Hydrate
      queries={[
        api.choices.queryOptions(),
        ...(view === undefined ? [] : [api.week.queryOptions({ input: weekInputOf(view) })]),
        ...(slotId === null ? [] : [api.detail.queryOptions({ input: { slotId } })]),
      ]}
    >
      <ScheduleScreen />
    </Hydrate>
  );
}
