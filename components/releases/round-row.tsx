"use client";

import { clsx } from "clsx";
import { StackedBar } from "@/components/ui/stacked-bar";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { RoundTimes } from "@/lib/domain/round-times";
import type { Round } from "@/lib/releases/input/detail-output";
import { BuildFacts } from "./build-facts";
import { inWords, roundRemarks, roundState } from "./round-words";

type RoundRowProps = {
  round: Round;
  /** The number of the build before, if there is one. */
  before: number | undefined;
  times: RoundTimes | undefined;
  /** The longest round: the bars of all share its width. */
  longest: number;
  zone: string;
};

/** One build: what became of it, what QA said, how long it waited, was tested and came back. */
export function RoundRow({ round, before, times, longest, zone }: RoundRowProps) {
  const { number, handoff } = round;
  const remarks = roundRemarks(round, before);
  return (
    <li className="grid grid-cols-[3.25rem_1fr] gap-3 py-2.5 first:pt-0 last:pb-0">
      <span className="font-semibold text-ink-2 text-sm">
        {handoff === null ? (
          `rc ${number}`
        ) : (
          <TextLink plain href={`/queue/${handoff.id}`} aria-label={`Test plan and evidence of rc ${number}`}>
            rc {number}
          </TextLink>
        )}
      </span>
      <div className="min-w-0">
        <p>
          <span className={clsx("font-semibold", handoff?.status === "rejected" && "text-risk")}>
            {roundState(round)}
          </span>
          {remarks.map((remark) => (
            <span key={remark}> · {remark}</span>
          ))}
        </p>
        {handoff?.regressionRunUrl && (
          <p className="mt-0.5">
            <a
              href={handoff.regressionRunUrl}
              target="_blank"
              rel="noreferrer"
              className="hit-area text-accent underline decoration-accent/40 underline-offset-2 hover:decoration-accent"
            >
              The regression run
            </a>
          </p>
        )}
        {handoff?.note && <p className="mt-0.5 text-ink-2">Note: {handoff.note}</p>}
        {handoff?.waiver && (
          <p className="mt-0.5 text-waiting">
            Under a condition of {handoff.waiver.takenBy}, {handoff.waiver.settledAt === null ? "until" : "settled"}{" "}
            <TimeText at={handoff.waiver.settledAt ?? handoff.waiver.expiresAt} zone={zone} />: “{handoff.waiver.risk}”
          </p>
        )}
        {handoff?.reason && <p className="mt-0.5 whitespace-pre-line text-ink-2">“{handoff.reason}”</p>}
        {times && (
          <div className="mt-1.5">
            <StackedBar
              label={`Round ${handoff?.round}`}
              total={longest}
              segments={[
                { tone: "waiting" as const, value: times.waitingMs, label: `waiting ${inWords(times.waitingMs)}` },
                { tone: "accent" as const, value: times.testingMs, label: `in test ${inWords(times.testingMs)}` },
                { tone: "risk" as const, value: times.reworkMs, label: `rework ${inWords(times.reworkMs)}` },
              ].filter((segment) => segment.value > 0)}
            />
          </div>
        )}
        <BuildFacts round={round} zone={zone} />
      </div>
    </li>
  );
}
