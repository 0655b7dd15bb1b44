import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { Hydrate } from "@/components/shell/hydrate";
import { ImportScreen } from "@/components/trains/import-screen";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Import a timetable" };

export default async function ImportTimetablePage() {
  const viewer = await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().services.listEnvironments.queryOptions({ input: {} })]}>
      <ImportScreen zone={viewer.member.zone} />
    </Hydrate>
  );
}
