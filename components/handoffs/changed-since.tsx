"use client";

import { Card } from "@/components/ui/card";
import type { RoundBeside, Turn } from "@/lib/handoffs/input/turn-output";
import { amountOfChange } from "./queue-words";

function sum(rounds: readonly RoundBeside[], of: (round: RoundBeside) => number | null): number | null {
  return rounds.reduce<number | null>((total, round) => {
    const count = of(round);
    return total === null || count === null ? null : total + count;
  }, 0);
}

/** What is different from the build that whoever looks judged last; without one, from the build before. */
export function ChangedSince({ turn }: { turn: Turn }) {
  const { rounds, number, lastLookNumber } = turn;
  const from = lastLookNumber ?? number - 1;
  const since = rounds.filter((round) => round.number > from && round.number <= number);
  if (since.length === 0) return null;
  const amount = amountOfChange(
    sum(since, (round) => round.changedLines),
    sum(since, (round) => round.changedFiles),
  );
  const added = sum(since, (round) => round.linesAdded);
  const removed = sum(since, (round) => round.linesRemoved);
  const commits = sum(since, (round) => round.commitCount);
  const before = rounds.find((round) => round.number === lastLookNumber);
  const title =
    lastLookNumber === null
      ? number === 1
        ? "What it brings"
        : `Changed since rc ${from}`
      : "Changed since your last look";
  return (
    <Card title={title} aside={lastLookNumber !== null && `you ${before?.verdict ?? "saw"} rc ${lastLookNumber}`}>
      <p className="font-semibold">
        {amount ?? "Its pipeline did not say how much"}
        {commits !== null && `, ${commits} ${commits === 1 ? "commit" : "commits"}`}
        {added !== null && removed !== null && (
          <span className="ml-2 font-normal text-sm">
            <span className="text-clear">+{added}</span> <span className="text-risk">−{removed}</span>
          </span>
        )}
      </p>
      <div className="mt-2 grid gap-3">
        {since.map((round) => (
          <div key={round.handoffId}>
            <p className="flex flex-wrap gap-x-3 text-ink-2 text-sm">
              <span className="font-semibold">rc {round.number}</span>
              <code className="text-xs">{round.commitSha.slice(0, 10)}</code>
              {round.compareUrl !== null && (
                <a href={round.compareUrl} target="_blank" rel="noreferrer" className="hit-area text-accent underline">
                  the difference
                </a>
              )}
            </p>
            {round.note !== "" && <p className="text-sm">Note: {round.note}</p>}
            <ul className="mt-0.5 grid list-disc gap-0.5 pl-4.5 text-sm">
              {round.changes.map((change, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two changes may have the same title; the list never changes.
                <li key={place}>
                  {change.url ? (
                    <a href={change.url} target="_blank" rel="noreferrer" className="underline">
                      {change.title}
                    </a>
                  ) : (
                    change.title
                  )}
                  {change.author && <span className="text-ink-2"> · {change.author}</span>}
                </li>
              ))}
            </ul>
            {round.changes.length === 0 && <p className="text-ink-2 text-sm">It did not say what changed.</p>}
          </div>
        ))}
      </div>
    </Card>
  );
}
