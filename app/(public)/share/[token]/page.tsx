import type { Metadata } from "next";
import { requireShareLink } from "@/app/(public)/require-share-link";
import { ShareFooter } from "@/components/departures/share-footer";
import { WeekAgenda } from "@/components/departures/week-agenda";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Schedule" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<{ day?: string | string[] }> };

export default async function SharedSchedulePage({ params, searchParams }: Props) {
  const { token } = await params;
  await requireShareLink(token);
  const { day: asked } = await searchParams;
  const day = typeof asked === "string" && /^\d{4}-\d{2}-\d{2}$/.test(asked) ? asked : undefined;
  return (
    <Hydrate queries={[serverApi().departures.week.queryOptions({ input: { share: token, day } })]}>
      <main className="mx-auto w-full max-w-7xl">
        <WeekAgenda share={token} day={day} path={`/share/${token}`} />
        <ShareFooter token={token} here="schedule" />
      </main>
    </Hydrate>
  );
}
