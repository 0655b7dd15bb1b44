import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { describeRule } from "@/lib/time/describe-rule";
import { OpeningTime } from "./opening-time";
import type { TimeRuleFields } from "./rule-draft";

export type PreviewData = {
  openings: readonly { originalLocalStart: string; during: { start: Date; end: Date }; adjusted?: "gap" | "overlap" }[];
  count: number;
  notes: readonly string[];
};

type RulePreviewProps = {
  title: string;
  /** "opens", "closes". */
  verb: string;
  rule: TimeRuleFields | undefined;
  data: PreviewData | undefined;
  /** Why there is nothing to show: the rule is refused, and the field at fault says the same. */
  refusal?: string;
  /** What was last worked out belongs to an earlier rule. */
  isStale: boolean;
};

/** What a rule will do, in words and in its next days, before it is saved. */
export function RulePreview({ title, verb, rule, data, refusal, isStale }: RulePreviewProps) {
  const isWorking = !data || isStale;
  return (
    <Card title={title} aria-live="polite" aria-busy={isWorking}>
      <div className="grid gap-3">
        {rule && rule.rrule !== null && (
          <p className="text-ink-2 text-sm first-letter:uppercase">{describeRule(rule)}</p>
        )}
        {!rule && <p className="text-ink-2">Choose the first day to see when it {verb}.</p>}
        {rule && isWorking && !refusal && <Skeleton lines={6} className="h-5!" />}
        {rule && refusal && (
          <Notice tone="risk" title="It cannot be saved yet">
            {refusal}
          </Notice>
        )}
        {rule && data && !isWorking && !refusal && (
          <div className="grid gap-3">
            <ol className="grid gap-1.5">
              {data.openings.map(({ originalLocalStart, during, adjusted }) => (
                <li key={originalLocalStart} className="flex flex-wrap items-center gap-2">
                  <OpeningTime during={during} zone={rule.zone} />
                  {adjusted && <Chip tone="waiting">{adjusted === "gap" ? "clock jumps" : "hour twice"}</Chip>}
                </li>
              ))}
            </ol>
            <p className="text-ink-2 text-sm first-letter:uppercase">
              {data.count > data.openings.length && `and ${data.count - data.openings.length} more; `}
              {data.count === 1
                ? `it ${verb} once in the next 24 months`
                : `it ${verb} ${data.count} times in the next 24 months`}
              .
            </p>
            {data.notes.length > 0 && (
              <Notice tone="waiting" title="When the clock changes">
                <ul className="grid gap-1">
                  {data.notes.map((note) => (
                    <li key={note}>{note}</li>
                  ))}
                </ul>
              </Notice>
            )}
          </div>
        )}
        {rule?.rrule && <p className="break-all font-mono text-ink-2 text-xs">RRULE:{rule.rrule}</p>}
      </div>
    </Card>
  );
}
