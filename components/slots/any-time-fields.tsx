"use client";

import { useState } from "react";
import { DateTimeInput } from "@/components/ui/date-time-input";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { formatDuration, formatInstant, zoneAbbreviation } from "@/lib/time/format";
import { lengthMs, type Range } from "@/lib/time/range";
import { wallTimeMs } from "@/lib/time/wall-time";
import { instantOfWallTime, wallTimeAt } from "@/lib/time/zone";

const minuteMs = 60_000;
const usualLengths = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480];

type AnyTimeFieldsProps = { zone: string; during: Range; onChange: (during: Range) => void };

/** When, where no window says it: a start on the wall clock and a length. */
export function AnyTimeFields({ zone, during, onChange }: AnyTimeFieldsProps) {
  const [wall, setWall] = useState(() => wallTimeAt(during.start, zone).slice(0, 16));
  const minutes = lengthMs(during) / minuteMs;
  const lengths = [...new Set([...usualLengths, minutes])].sort((a, b) => a - b);
  const resolved = wallTimeMs(wall) === undefined ? undefined : instantOfWallTime(wall, zone);
  const adjusted = resolved?.adjusted && `read as ${formatInstant(resolved.instant, zone, "full")} (the clocks change)`;
  return (
    <div className="grid gap-3 md:grid-cols-[1fr_8rem]">
      <Field label="Start" required error={resolved ? undefined : "Enter a day and a time."}>
        <DateTimeInput
          zone={zoneAbbreviation(during.start, zone)}
          value={wall}
          readout={adjusted ?? formatInstant(during.start, zone, "full")}
          onChange={(event) => {
            const text = event.currentTarget.value;
            setWall(text);
            if (wallTimeMs(text) === undefined) return;
            const start = instantOfWallTime(text, zone).instant;
            onChange({ start, end: new Date(start.getTime() + minutes * minuteMs) });
          }}
        />
      </Field>
      <Field label="Length" required>
        <Select
          options={lengths.map((length) => ({ value: String(length), label: formatDuration(length * minuteMs) }))}
          value={String(minutes)}
          onChange={(event) => {
            const end = new Date(during.start.getTime() + Number(event.currentTarget.value) * minuteMs);
            onChange({ start: during.start, end });
          }}
        />
      </Field>
    </div>
  );
}
