"use client";

import { ArrowRight } from "lucide-react";
import { StatusChip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { formatRange } from "@/lib/time/format";
import { actionLooks, effectTones } from "./comparison-words";
import type { PlanChange } from "./plan-data";

/** As many slots as are named before the rest is counted. */
const shown = 8;

/** One thing that changes: field by field, and what it does to booked slots. */
export function ChangeItem({ change, onGo }: { change: PlanChange; onGo: (line: number) => void }) {
  const { action, name, line, fields, effects, problem } = change;
  const { word, tone, mark } = actionLooks[action];
  return (
    <li className="grid gap-2 px-3.5 py-3">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <h4 className="min-w-0 break-words font-semibold">{name}</h4>
        <StatusChip tone={tone} mark={mark}>
          {word}
        </StatusChip>
        {line !== undefined && (
          <button
            type="button"
            onClick={() => onGo(line)}
            className="hit-area ml-auto text-ink-2 text-sm underline decoration-line underline-offset-2 hover:text-ink"
          >
            line {line}
          </button>
        )}
      </div>
      {fields.length > 0 && (
        <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-3 gap-y-1 text-sm">
          {fields.map(({ field, label, before, after }) => (
            <FieldChange key={field} label={label} before={action === "add" ? "" : before} after={after} />
          ))}
        </dl>
      )}
      {effects.map(({ kind, words, slots }) => (
        <Notice key={kind} tone={effectTones[kind]} title={words}>
          <ul className="grid gap-1">
            {slots.slice(0, shown).map(({ id, name: slot, environmentName, teamName, during, zone }) => (
              <li key={id}>
                <TextLink plain href={`/slots/${id}`} className="font-semibold">
                  {slot || "Slot"}
                </TextLink>
                {` · ${formatRange(during, zone)} · ${environmentName}${teamName ? ` · ${teamName}` : ""}`}
              </li>
            ))}
          </ul>
          {slots.length > shown && <p className="mt-1 text-ink-2">and {slots.length - shown} more</p>}
        </Notice>
      ))}
      {problem && (
        <Notice
          tone="risk"
          title={problem.message}
          rules={problem.rules.filter(({ reason }) => reason !== problem.message)}
        />
      )}
    </li>
  );
}

function FieldChange({ label, before, after }: { label: string; before: string; after: string }) {
  return (
    <>
      <dt className="text-ink-2">{label}</dt>
      <dd className="min-w-0 break-words">
        {before !== "" && (
          <>
            <del className="text-ink-2 decoration-control">{before}</del>
            <ArrowRight className="mx-1.5 inline size-3.5 align-[-2px] text-ink-2" aria-label="becomes" />
          </>
        )}
        <ins className="font-medium no-underline">{after}</ins>
      </dd>
    </>
  );
}
