import { Card } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { OpeningTime } from "@/components/windows/opening-time";
import { describeRule } from "@/lib/time/describe-rule";
import { formatInstant } from "@/lib/time/format";
import { FreezeActs } from "./freeze-acts";
import { FreezeChips } from "./freeze-chips";
import type { FreezeRow } from "./freeze-row";
import { scopeInWords } from "./freeze-words";

type FreezeCardProps = { freeze: FreezeRow; inForce: boolean; mayManage: boolean };

/** One freeze: what it closes, where, when and why. */
export function FreezeCard({ freeze, inForce, mayManage }: FreezeCardProps) {
  const { id, name, zone, reason, liftedAt, liftedBy, rrule, postponed } = freeze;
  return (
    <Card edge={inForce ? "var(--risk)" : undefined}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold text-base">
            <TextLink plain href={`/settings/freezes/${id}`}>
              {name}
            </TextLink>
            <FreezeChips freeze={freeze} inForce={inForce} />
          </h3>
          <p>
            <ClosingTime freeze={freeze} />
          </p>
          <p className="text-sm">{scopeInWords(freeze)}</p>
          {rrule && <p className="text-ink-2 text-sm first-letter:uppercase">{describeRule(freeze)}</p>}
          {reason && <p className="max-w-prose whitespace-pre-line text-ink-2 text-sm">{reason}</p>}
          {postponed > 0 && (
            <p className="text-sm text-waiting">
              {postponed === 1 ? "1 slot that it postponed waits" : `${postponed} slots that it postponed wait`} for a
              new place.
            </p>
          )}
          {liftedAt && (
            <p className="text-ink-2 text-sm">
              Lifted {formatInstant(liftedAt, zone)}
              {liftedBy && ` by ${liftedBy}`}.
            </p>
          )}
        </div>
        {mayManage && (
          <div className="flex flex-wrap gap-2 phone:w-full phone:[&>*]:grow">
            <FreezeActs freeze={freeze} />
          </div>
        )}
      </div>
    </Card>
  );
}

/** When it closes next. */
export function ClosingTime({ freeze }: { freeze: Pick<FreezeRow, "nextPeriod" | "stopsTheLine" | "zone"> }) {
  const { nextPeriod, stopsTheLine, zone } = freeze;
  if (nextPeriod === null) return "Closes nothing that is still to come.";
  if (stopsTheLine) return `Since ${formatInstant(nextPeriod.start, zone)}, until it is lifted`;
  return <OpeningTime during={nextPeriod} zone={zone} />;
}
