"use client";

import { Ellipsis } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import type { DepartureDetail } from "./train-data";

/** What is asked for in a dialog of its own. */
export type DepartureAct =
  | "board"
  | "hold"
  | "release"
  | "move"
  | "skip"
  | "resume"
  | "cancel"
  | "go"
  | "no_go"
  | "raise_blocker"
  | "conduct";

type DepartureActsProps = { detail: DepartureDetail; onAct: (act: DepartureAct) => void };

/** What the reader may do with the departure now; what its state does not allow is not offered. */
export function DepartureActs({ detail: { may }, onAct }: DepartureActsProps) {
  const hasMore = may.move || may.skip || may.cancel || may.conduct || may.raiseBlocker;
  return (
    <>
      {hasMore && (
        <Menu
          trigger={
            <Button iconOnly aria-label="More" variant="quiet">
              <Ellipsis className="size-4" aria-hidden="true" />
            </Button>
          }
        >
          {may.raiseBlocker && <MenuItem onSelect={() => onAct("raise_blocker")}>Raise a blocker…</MenuItem>}
          {may.move && <MenuItem onSelect={() => onAct("move")}>Move the departure…</MenuItem>}
          {may.conduct && <MenuItem onSelect={() => onAct("conduct")}>Name another conductor…</MenuItem>}
          {(may.skip || may.cancel) && <MenuSeparator />}
          {may.skip && <MenuItem onSelect={() => onAct("skip")}>Skip this one…</MenuItem>}
          {may.cancel && (
            <MenuItem danger onSelect={() => onAct("cancel")}>
              Cancel it for good…
            </MenuItem>
          )}
        </Menu>
      )}
      {may.resume && <Button onClick={() => onAct("resume")}>Take it up again</Button>}
      {may.hold && <Button onClick={() => onAct("hold")}>Hold</Button>}
      {may.release && <Button onClick={() => onAct("release")}>Release the hold</Button>}
      {(may.board || may.boardHotfix) && (
        <Button variant={may.board ? "primary" : "default"} onClick={() => onAct("board")}>
          {may.board ? "Board a release" : "Board a hotfix"}
        </Button>
      )}
    </>
  );
}
