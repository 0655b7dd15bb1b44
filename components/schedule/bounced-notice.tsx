import { FreePlaceList } from "@/components/slots/free-place-list";
import { Notice } from "@/components/ui/notice";
import { lengthMs } from "@/lib/time/range";
import type { Bounced } from "./data/use-slot-acts";
import { RuleWords } from "./drag/rule-words";

type BouncedNoticeProps = { bounced: Bounced; environmentId: string; zone: string; onDismiss: () => void };

/** Why something did not stay where it was put, and the next places that would take it. Lies over the plan, which holds still. */
export function BouncedNotice({ bounced, environmentId, zone, onDismiss }: BouncedNoticeProps) {
  const { what, rule, sentence, wished, slot, take } = bounced;
  return (
    <div className="relative z-20 print:hidden">
      <Notice
        tone="risk"
        role="alert"
        title={what}
        onDismiss={onDismiss}
        className="absolute inset-x-3 top-3 mx-auto max-w-2xl shadow-float"
      >
        <RuleWords rule={rule} sentence={sentence} />
        <div className="mt-2 rounded-md bg-panel p-2">
          <FreePlaceList
            request={{
              environmentId,
              durationMinutes: Math.round(lengthMs(wished.during) / 60_000),
              notBefore: wished.during.start.toISOString(),
              ...(slot ? { exceptSlotId: slot.id } : {}),
            }}
            releaseId={slot?.releases[0]?.releaseId}
            zone={zone}
            title="Free instead"
            onChoose={take}
          />
        </div>
      </Notice>
    </div>
  );
}
