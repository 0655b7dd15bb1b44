import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Mark, type MarkName } from "./mark";

export type StationState = "done" | "now" | "failed" | "ahead";
export type Station = { label: string; detail?: ReactNode; state: StationState };

const marks: Partial<Record<StationState, MarkName>> = { done: "check", now: "dots", failed: "cross" };
const words: Record<StationState, string> = {
  done: "done",
  now: "in progress",
  failed: "failed",
  ahead: "still ahead",
};
const rings: Record<StationState, string> = {
  done: "border-clear bg-clear text-ground",
  now: "border-waiting bg-panel text-waiting",
  failed: "border-risk bg-panel text-risk",
  ahead: "border-control/45 bg-panel text-ink-2",
};

/** The stops of a path and how far along it something is. A row; a column on a phone. */
export function PathLine({ stations, label }: { stations: readonly Station[]; label: string }) {
  return (
    <ol aria-label={label} className="flex md:my-1 phone:flex-col">
      {stations.map((station, place) => {
        const mark = marks[station.state];
        const next = stations[place + 1];
        const travelled = station.state === "done" && next !== undefined && next.state !== "ahead";
        return (
          <li
            key={station.label}
            aria-current={station.state === "now" ? "step" : undefined}
            className="relative flex min-w-0 flex-1 gap-3 md:flex-col md:items-center md:gap-1.5 md:px-1 md:text-center phone:pb-4 phone:last:pb-0"
          >
            {next && (
              <span
                aria-hidden="true"
                className={clsx(
                  "absolute md:top-[11px] md:left-1/2 md:h-[3px] md:w-full phone:top-3 phone:bottom-0 phone:left-[11px] phone:h-full phone:w-[3px]",
                  travelled ? "bg-clear" : "bg-line",
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={clsx(
                "relative z-1 grid size-[25px] shrink-0 place-items-center rounded-full border-[3px] font-semibold text-2xs leading-none",
                rings[station.state],
              )}
            >
              {mark && <Mark name={mark} />}
            </span>
            <div className="min-w-0">
              <div className={clsx("text-sm", station.state === "ahead" ? "text-ink-2" : "font-medium")}>
                {station.label}
                <span className="sr-only">, {words[station.state]}</span>
              </div>
              {station.detail && <div className="text-ink-2 text-xs">{station.detail}</div>}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
