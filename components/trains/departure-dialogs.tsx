"use client";

import { ReasonDialog } from "@/components/slots/reason-dialog";
import { cancelDeparture, holdDeparture, raiseBlocker, skipDeparture } from "@/lib/trains/actions";
import { ConductDialog } from "./conduct-dialog";
import { DecideDialog } from "./decide-dialog";
import type { DepartureAct } from "./departure-acts";
import { MoveDepartureDialog } from "./move-departure-dialog";
import { ReleaseHoldDialog } from "./release-hold-dialog";
import { ResumeDialog } from "./resume-dialog";
import type { DepartureDetail } from "./train-data";

type DepartureDialogsProps = { act: Exclude<DepartureAct, "board">; detail: DepartureDetail; onClose: () => void };

/** Each act on a departure with what it means, and a reason where others must understand it. */
export function DepartureDialogs({ act, detail, onClose }: DepartureDialogsProps) {
  const { id: departureId, name, train, aboard } = detail.departure;
  const tickets = aboard === 1 ? "The release aboard moves" : `The ${aboard} releases aboard move`;
  const whoMoves =
    aboard === 0 ? "Nobody is aboard." : `${tickets} to where the train's policy says, and people are told.`;
  switch (act) {
    case "hold":
      return (
        <ReasonDialog
          zone={train.zone}
          title={`Hold ${name}?`}
          description="The departure floats until somebody releases it, or until the train's hold policy decides. The cut-off does not move."
          confirmLabel="Hold the departure"
          cancelLabel="Let it run"
          whyAsked="Say what it waits for: everybody aboard reads it."
          act={(reason) => holdDeparture({ departureId, reason })}
          done={{ title: `${name} is held`, tone: "waiting" }}
          onClose={onClose}
        />
      );
    case "skip":
      return (
        <ReasonDialog
          zone={train.zone}
          title={`Skip ${name}?`}
          description={`It does not take place, and can be taken up again until its cut-off. ${whoMoves}`}
          confirmLabel="Skip this departure"
          whyAsked="Say why: the teams aboard read it."
          act={(reason) => skipDeparture({ departureId, reason })}
          done={{ title: `${name} is skipped`, tone: "waiting" }}
          onClose={onClose}
        />
      );
    case "cancel":
      return (
        <ReasonDialog
          zone={train.zone}
          title={`Cancel ${name} for good?`}
          description={`A cancelled departure cannot be taken up again; skip it if you are not sure. ${whoMoves}`}
          confirmLabel="Cancel the departure"
          whyAsked="Say why: the teams aboard read it."
          act={(reason) => cancelDeparture({ departureId, reason })}
          done={{ title: `${name} is cancelled`, tone: "waiting" }}
          onClose={onClose}
        />
      );
    case "raise_blocker":
      return (
        <ReasonDialog
          zone={train.zone}
          title="Raise a blocker"
          description={`${name} does not leave until it is resolved, or waived by name and reason.`}
          confirmLabel="Raise it"
          cancelLabel="Not now"
          tone="primary"
          whyAsked="Say what stands in the way."
          act={(reason) => raiseBlocker({ departureId, reason })}
          done={{ title: "The blocker holds the departure", tone: "waiting" }}
          onClose={onClose}
        />
      );
    case "resume":
      return <ResumeDialog detail={detail} onClose={onClose} />;
    case "release":
      return <ReleaseHoldDialog detail={detail} onClose={onClose} />;
    case "move":
      return <MoveDepartureDialog departure={detail.departure} onClose={onClose} />;
    case "conduct":
      return <ConductDialog departure={detail.departure} onClose={onClose} />;
    case "go":
    case "no_go":
      return <DecideDialog decision={act} detail={detail} onClose={onClose} />;
  }
}
