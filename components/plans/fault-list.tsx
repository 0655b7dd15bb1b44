"use client";

import { Notice } from "@/components/ui/notice";
import type { ShownRefusal } from "@/lib/rpc/refusal-of-error";

const lineOf = (name: string) => Number(/^Line (\d+)/.exec(name)?.[1]);

/** The lines that a refused file has faults in. */
export function faultyLines(refusal: ShownRefusal | undefined): ReadonlySet<number> {
  return new Set((refusal?.rules ?? []).map(({ name }) => lineOf(name)).filter((line) => line > 0));
}

/** What is wrong with a file, each fault a way to its line. */
export function FaultList({ refusal, onGo }: { refusal: ShownRefusal; onGo: (line: number) => void }) {
  return (
    <Notice tone="risk" role="alert" title={refusal.message}>
      {refusal.rules.length > 0 && (
        <ul className="grid gap-1.5">
          {refusal.rules.map(({ name, reason }) => (
            <li key={`${name} ${reason}`} className="min-w-0 break-words">
              {lineOf(name) > 0 ? (
                <button
                  type="button"
                  onClick={() => onGo(lineOf(name))}
                  className="hit-area text-left font-semibold underline decoration-risk/40 underline-offset-2 hover:decoration-risk"
                >
                  {name}
                </button>
              ) : (
                <span className="font-semibold">{name}</span>
              )}
              : {reason}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
