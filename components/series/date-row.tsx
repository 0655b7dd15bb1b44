"use client";

import { clsx } from "clsx";
import { Select } from "@/components/ui/select";
import { ToneMark } from "@/components/ui/tone-mark";
import { formatRange } from "@/lib/time/format";
import type { DateChoice, SeriesDate } from "./date-choice";

type DateRowProps = { date: SeriesDate; zone: string; choice: DateChoice; onChoose: (choice: DateChoice) => void };

/** One date: free, or what refuses it, and what is chosen for it. */
export function DateRow({ date, zone, choice, onChoose }: DateRowProps) {
  const { during, place, refusal, warnings, instead } = date;
  const range = formatRange(during, zone);
  const options: { value: DateChoice; label: string }[] = [
    ...(place ? [{ value: "as_planned" as const, label: "Book it" }] : []),
    ...(instead ? [{ value: "instead" as const, label: `Instead ${formatRange(instead.during, zone)}` }] : []),
    { value: "left_out", label: "Leave it out" },
  ];
  const tone =
    refusal === null ? (warnings.length > 0 ? "waiting" : "clear") : choice === "instead" ? "accent" : "risk";
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-1.5 py-2.5 first:pt-0 last:pb-0 md:grid-cols-[auto_1fr_17.5rem]">
      <ToneMark tone={tone} className="mt-px" />
      <div className="min-w-0">
        <p className={clsx("font-semibold", choice === "left_out" && "text-ink-2 line-through")}>{range}</p>
        <p className="text-ink-2 text-sm">
          {refusal?.message ??
            (warnings.length > 0 ? warnings.join(" ") : `Free: ${place?.windowName ?? ""}, lane ${place?.lane ?? 1}`)}
        </p>
      </div>
      <Select
        aria-label={`What becomes of ${range}`}
        className="self-center phone:col-start-2"
        options={options}
        value={choice}
        onChange={(event) => onChoose(event.currentTarget.value as DateChoice)}
      />
    </li>
  );
}
