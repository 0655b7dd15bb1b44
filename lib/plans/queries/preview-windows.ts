import { type ForeignPreview, previewForeignWindow } from "@/lib/domain/foreign-preview";
import type { ForeignWindow } from "@/lib/domain/foreign-window";
import type { FoundWindow } from "@/lib/plans/input/read-windows-text";
import { systemNow } from "@/lib/time/clock";
import { describeRule } from "@/lib/time/describe-rule";
import type { TimeRule } from "@/lib/time/recurrence";

/** A rule as an answer carries it. */
export type WrittenRule = Omit<TimeRule, "exdates" | "rdates"> & { exdates: string[]; rdates: string[] };

/** What one definition would be here, or why it cannot be. */
export type WindowPreview = {
  /** Its place in the text: the import asks for it by this. */
  index: number;
  line: number;
  name: string;
  does: ForeignWindow["does"];
  /** As its author wrote it. */
  written: string;
  zone: string;
  /** In words, one for each rule that it takes. */
  words: string[];
  rules: WrittenRule[];
  stretches: ForeignPreview["stretches"];
  warnings: string[];
  problem: { field: string; reason: string } | null;
};

/** Of working a text out. A window takes some milliseconds; a hundred made to keep us busy would take a minute. */
const mostMillis = 8_000;
const tooMuch = {
  ok: false as const,
  field: "text",
  reason: "The text takes too long to work out: import it in parts.",
  warnings: [],
};

/** Every definition as it would be saved, in the order of the text; bounded in time. */
export function previewWindows(found: readonly FoundWindow[], now: Date): WindowPreview[] {
  const until = systemNow().getTime() + mostMillis;
  return found.map(({ foreign, line, asides }, index) => {
    const preview = systemNow().getTime() > until ? tooMuch : previewForeignWindow(foreign, now);
    const common = { index, line, does: foreign.does, written: writtenOf(foreign) };
    if (!preview.ok) {
      const { field, reason, warnings } = preview;
      const name = foreign.name || `Line ${line}`;
      return {
        ...common,
        name,
        zone: foreign.zone ?? "UTC",
        words: [],
        rules: [],
        stretches: [],
        warnings: [...warnings, ...asides],
        problem: { field, reason },
      };
    }
    const { rules, stretches, warnings, zone } = preview.value;
    const words = rules.map((rule) => describeRule(rule));
    return {
      ...common,
      name: foreign.name || nameOf(words),
      zone,
      words,
      rules: rules.map(writtenRule),
      stretches,
      warnings: [...warnings, ...asides],
      problem: null,
    };
  });
}

/** As a command takes it. */
export const writtenRule = ({ exdates, rdates, ...rule }: TimeRule): WrittenRule => ({
  ...rule,
  exdates: [...exdates],
  rdates: [...rdates],
});

function writtenOf({ when }: ForeignWindow): string {
  switch (when.form) {
    case "cron_duration":
      return `${when.schedule} for ${when.duration}`;
    case "cron_pair":
      return `${when.start} until ${when.end}`;
    case "rrule":
      return `${when.start} – ${when.end}, ${when.rrule}`;
    case "once":
      return `${when.start} – ${when.end}`;
  }
}

/** "Every weekday, 09:00–17:00": what has no name is called after what it does. */
function nameOf([first = "Window"]: readonly string[]): string {
  const words = first.split(", ").slice(0, 2).join(", ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.slice(0, 110);
}
