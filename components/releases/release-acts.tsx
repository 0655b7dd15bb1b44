"use client";

import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Menu, MenuItem } from "@/components/ui/menu";
import { releaseTransitions, unbookableReleaseStates } from "@/lib/domain/release-state";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";
import type { Ending } from "./end-release-dialog";
import { bookInSchedule, slotInSchedule } from "./schedule-links";

type ReleaseActsProps = {
  release: ReleaseDetail;
  onHandOver: () => void;
  onEnd: (ending: Ending) => void;
  onTryAgain: () => void;
  onDeployNow: () => void;
  tryingAgain: boolean;
};

/** What can be done with a release now, the likeliest last and loudest. What its state does not allow is not offered. */
export function ReleaseActs({ release, onHandOver, onEnd, onTryAgain, onDeployNow, tryingAgain }: ReleaseActsProps) {
  const { status, may, next, slots, environments, rounds } = release;
  const arrows = releaseTransitions[status];
  const slot = slots.find((each) => each.id === next?.slotId);
  const zone = environments.find((each) => each.id === slot?.environmentId)?.zone;
  const turn = rounds[0]?.handoff?.status;
  const withQa = turn === "queued" || turn === "testing";
  const bookable = may.book && !unbookableReleaseStates.includes(status);
  const isContinuous = release.service.cadence === "continuous";
  const leavesNow = bookable && isContinuous && status === "accepted";
  return (
    <>
      {may.write && "withdrawn" in arrows && (
        <Menu
          trigger={
            <Button iconOnly aria-label="More" variant="quiet">
              <Ellipsis className="size-4" aria-hidden="true" />
            </Button>
          }
        >
          {withQa && <MenuItem onSelect={() => onEnd("take_back")}>Take the build back from QA…</MenuItem>}
          <MenuItem danger onSelect={() => onEnd("withdraw")}>
            Withdraw the release…
          </MenuItem>
        </Menu>
      )}
      {may.write && "sent_back" in arrows && <Button onClick={() => onEnd("send_back")}>Send back…</Button>}
      {may.write && "build_handed_over" in arrows && (
        <Button variant={bookable ? "default" : "primary"} onClick={onHandOver}>
          Hand over a build
        </Button>
      )}
      {bookable && slot !== undefined && zone !== undefined && (
        <ButtonLink href={slotInSchedule(slot, zone)}>Move slot</ButtonLink>
      )}
      {bookable && (
        <ButtonLink
          variant={slot === undefined && !leavesNow ? "primary" : "default"}
          href={bookInSchedule(release.id)}
        >
          {slot === undefined ? "Book a slot" : "Book another slot"}
        </ButtonLink>
      )}
      {leavesNow && (
        <Button variant={slot === undefined ? "primary" : "default"} onClick={onDeployNow}>
          Deploy now…
        </Button>
      )}
      {may.write && "tried_again" in arrows && (
        <Button variant="primary" pending={tryingAgain} onClick={onTryAgain}>
          Try again
        </Button>
      )}
    </>
  );
}
