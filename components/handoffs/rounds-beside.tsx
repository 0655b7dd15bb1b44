"use client";

import { clsx } from "clsx";
import type { ReactNode } from "react";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { useNow } from "@/components/ui/use-now";
import { categoryNames } from "@/lib/domain/qa-gate";
import { handoffStateNames } from "@/lib/domain/release-words";
import { roundTimes } from "@/lib/domain/round-times";
import type { RoundBeside, Turn } from "@/lib/handoffs/input/turn-output";
import { formatDuration } from "@/lib/time/format";
import { amountOfChange } from "./queue-words";

const minute = 60_000;
const inWords = (ms: number) => (ms < minute ? "–" : formatDuration(Math.floor(ms / minute) * minute));

/** Every round of the release beside the others: what was said, by whom, how long it took, how much changed in between. */
export function RoundsBeside({ turn }: { turn: Turn }) {
  const now = useNow(60);
  const { rounds, zone } = turn;
  const times = roundTimes([...rounds].reverse(), now).reverse();
  const rows: [name: string, cell: (round: RoundBeside, place: number) => ReactNode][] = [
    [
      "Verdict",
      (round) => (
        <span className={clsx("font-semibold", round.status === "rejected" && "text-risk")}>
          {handoffStateNames[round.status]}
          {round.verdict !== null && round.verdict !== round.status && `, was ${round.verdict}`}
        </span>
      ),
    ],
    ["Tester", (round) => round.testerName ?? "–"],
    [
      "Fault",
      (round) =>
        round.category === null
          ? "–"
          : `${categoryNames[round.category]}${round.severity ? `, ${round.severity}` : ""}`,
    ],
    ["Said", (round) => (round.reason === "" ? "–" : `“${round.reason}”`)],
    ["Handed over", (round) => <TimeText at={round.handedOverAt} zone={zone} />],
    ["Waited", (_, place) => inWords(times[place]?.waitingMs ?? 0)],
    ["In test", (_, place) => inWords(times[place]?.testingMs ?? 0)],
    ["Rework", (_, place) => inWords(times[place]?.reworkMs ?? 0)],
    [
      "Changed",
      (round) => {
        const amount = amountOfChange(round.changedLines, round.changedFiles);
        const commits =
          round.commitCount === null ? "" : `, ${round.commitCount} ${round.commitCount === 1 ? "commit" : "commits"}`;
        return amount === null ? "not said" : `${amount}${commits}`;
      },
    ],
    [
      "Test plan",
      ({ items }) =>
        items.total === 0
          ? "–"
          : `${items.done} of ${items.total}${items.failed > 0 ? `, ${items.failed} failed` : ""}`,
    ],
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by key.
    <section aria-label="Rounds side by side" tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 bg-panel pr-4 pb-2 font-medium text-ink-2 text-xs">
              Round
            </th>
            {rounds.map((round) => (
              <th key={round.handoffId} scope="col" className="min-w-44 pr-4 pb-2 align-top">
                <TextLink plain href={`/queue/${round.handoffId}`} className="font-semibold">
                  Round {round.round}, rc {round.number}
                </TextLink>
                {round.handoffId === turn.handoffId && (
                  <span className="block font-normal text-ink-2 text-xs">this one</span>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, cell]) => (
            <tr key={name} className="border-line border-t">
              <th
                scope="row"
                className="sticky left-0 whitespace-nowrap bg-panel py-1.5 pr-4 align-top font-medium text-ink-2 text-xs"
              >
                {name}
              </th>
              {rounds.map((round, place) => (
                <td key={round.handoffId} className="max-w-80 py-1.5 pr-4 align-top" suppressHydrationWarning>
                  {cell(round, place)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
