"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { OddsCard } from "@/components/forecasts/odds-card";
import { DeployNowDialog } from "@/components/licences/deploy-now-dialog";
import { useFormAction } from "@/components/people/use-form-action";
import { AbsentThing } from "@/components/shell/absent-thing";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { ReleaseTrainCard } from "@/components/trains/release-train-card";
import { PageBody } from "@/components/ui/page-header";
import { PathLine } from "@/components/ui/path-line";
import { notify } from "@/components/ui/toaster";
import { useNow } from "@/components/ui/use-now";
import { unbookableReleaseStates } from "@/lib/domain/release-state";
import { tryReleaseAgain } from "@/lib/releases/actions";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import { api } from "@/lib/rpc/client";
import { AboutCard } from "./about-card";
import { ChangeReleaseDialog } from "./change-release-dialog";
import { type Ending, EndReleaseDialog } from "./end-release-dialog";
import { ExceptionsCard } from "./exceptions-card";
import { GatesCard } from "./gates-card";
import { HandOverDialog } from "./hand-over-dialog";
import { HistoryCard } from "./history-card";
import { pathStations } from "./path-stations";
import { ReleaseActs } from "./release-acts";
import { ReleaseHead } from "./release-head";
import { RoundsCard } from "./rounds-card";
import { SlotsCard } from "./slots-card";

/** One release: where is it, what stands in the way, who must act? */
export function ReleaseScreen({ releaseId }: { releaseId: string }) {
  const { data: release, error } = useQuery(api.releases.detail.queryOptions({ input: { releaseId } }));
  if (release !== undefined) return <Release release={release} />;
  return <AbsentThing what="release" error={error} />;
}

type Open = "hand_over" | "change" | "deploy_now" | Ending;

function Release({ release }: { release: ReleaseDetail }) {
  const [open, setOpen] = useState<Open>();
  const now = useNow(60);
  const queryClient = useQueryClient();
  const again = useFormAction();
  const close = () => setOpen(undefined);
  async function tryAgain() {
    const done = await again.run(() => tryReleaseAgain({ releaseId: release.id }));
    void queryClient.invalidateQueries();
    if (done) notify({ title: `${release.service.name} ${release.version} may be booked again` });
  }
  const changeable = release.may.write && ["draft", "with_qa", "with_dev"].includes(release.status);
  return (
    <PageBody>
      <ReleaseHead
        release={release}
        actions={
          <ReleaseActs
            release={release}
            onHandOver={() => setOpen("hand_over")}
            onEnd={setOpen}
            onTryAgain={tryAgain}
            onDeployNow={() => setOpen("deploy_now")}
            tryingAgain={again.pending}
          />
        }
      />
      {again.refusal && <RefusalNotice refusal={again.refusal} zone={release.zone} />}
      <PathLine
        label="The way to its last stop"
        stations={pathStations(release, now).map((station) => ({
          ...station,
          // The server's clock and the browser's differ by moments.
          detail: station.detail && <span suppressHydrationWarning>{station.detail}</span>,
        }))}
      />
      {/* Below two columns the wrappers vanish and the cards stand in one, the gates first and the history last. */}
      <div className="grid items-start gap-4.5 xl:grid-cols-[1.15fr_1fr] [&_section]:min-w-0">
        <div className="max-xl:contents xl:order-last xl:grid xl:gap-4.5 max-xl:[&>*:last-child]:order-2">
          <GatesCard release={release} onHandOver={() => setOpen("hand_over")} />
          <HistoryCard releaseId={release.id} zone={release.zone} />
        </div>
        <div className="max-xl:contents xl:grid xl:gap-4.5 max-xl:[&>*]:order-1">
          <OddsCard
            releaseId={release.id}
            name={`${release.service.name} ${release.version}`}
            isOver={!["draft", "with_qa", "with_dev", "accepted"].includes(release.status)}
          />
          <RoundsCard release={release} />
          <ReleaseTrainCard
            releaseId={release.id}
            mayBoard={release.may.book && !unbookableReleaseStates.includes(release.status)}
          />
          <SlotsCard release={release} />
          <ExceptionsCard releaseId={release.id} />
          <AboutCard release={release} onChange={changeable ? () => setOpen("change") : undefined} />
        </div>
      </div>
      {open === "hand_over" && <HandOverDialog release={release} onClose={close} />}
      {open === "change" && <ChangeReleaseDialog release={release} onClose={close} />}
      {open === "deploy_now" && (
        <DeployNowDialog
          serviceId={release.service.id}
          release={{ releaseId: release.id, version: release.version }}
          onClose={close}
        />
      )}
      {open !== undefined && open !== "hand_over" && open !== "change" && open !== "deploy_now" && (
        <EndReleaseDialog ending={open} release={release} onClose={close} />
      )}
    </PageBody>
  );
}
