"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { AbsentThing } from "@/components/shell/absent-thing";
import { PageBody } from "@/components/ui/page-header";
import { api } from "@/lib/rpc/client";
import { BlockersCard } from "./blockers-card";
import { BoardDialog } from "./board-dialog";
import { ConductorCard } from "./conductor-card";
import { type DepartureAct, DepartureActs } from "./departure-acts";
import { DepartureDialogs } from "./departure-dialogs";
import { DepartureHead } from "./departure-head";
import { DepartureHistory } from "./departure-history";
import { DepartureLine } from "./departure-line";
import { GoCard } from "./go-card";
import { MovedOnCard } from "./moved-on-card";
import { RollCallCard } from "./roll-call-card";
import { TicketsCard } from "./tickets-card";
import type { DepartureDetail } from "./train-data";

/** One departure: who is aboard, who is not ready, do we go? */
export function DepartureScreen({ departureId }: { departureId: string }) {
  const { data, error } = useQuery(api.trains.departure.queryOptions({ input: { departureId } }));
  if (data !== undefined) return <Departure detail={data} />;
  return <AbsentThing what="departure" error={error} />;
}

function Departure({ detail }: { detail: DepartureDetail }) {
  const [open, setOpen] = useState<DepartureAct>();
  const close = () => setOpen(undefined);
  const hasLeft = detail.line.hereIndex !== null || detail.departure.departedAt !== null;
  return (
    <PageBody>
      <DepartureHead departure={detail.departure} actions={<DepartureActs detail={detail} onAct={setOpen} />} />
      <DepartureLine detail={detail} />
      {/* Below two columns the wrappers vanish: first whether it goes, then who is aboard, the history last. */}
      <div className="grid items-start gap-4.5 xl:grid-cols-[1.25fr_1fr] [&_section]:min-w-0">
        <div className="max-xl:contents xl:grid xl:gap-4.5">
          {(!hasLeft || detail.decisions.length > 0) && (
            <div className="max-xl:-order-2">
              <GoCard detail={detail} onAct={setOpen} />
            </div>
          )}
          <TicketsCard detail={detail} onBoard={() => setOpen("board")} />
          <MovedOnCard detail={detail} />
        </div>
        <div className="max-xl:contents xl:grid xl:gap-4.5">
          <BlockersCard detail={detail} onRaise={() => setOpen("raise_blocker")} />
          <RollCallCard detail={detail} />
          <ConductorCard detail={detail} onChange={() => setOpen("conduct")} />
          <div className="max-xl:order-last">
            <DepartureHistory detail={detail} />
          </div>
        </div>
      </div>
      {open === "board" && <BoardDialog departure={detail.departure} hotfix={!detail.may.board} onClose={close} />}
      {open !== undefined && open !== "board" && <DepartureDialogs act={open} detail={detail} onClose={close} />}
    </PageBody>
  );
}
