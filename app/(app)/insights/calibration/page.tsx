import type { Metadata } from "next";
import { viewerOrRedirect } from "@/app/(app)/viewer-or-redirect";
import { CalibrationScreen } from "@/components/forecasts/calibration-screen";
import { Hydrate } from "@/components/shell/hydrate";
import { serverApi } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Calibration" };

export default async function CalibrationPage() {
  await viewerOrRedirect();
  return (
    <Hydrate queries={[serverApi().forecasts.calibration.queryOptions()]}>
      <CalibrationScreen />
    </Hydrate>
  );
}
