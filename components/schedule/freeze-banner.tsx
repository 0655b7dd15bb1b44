import { Banner } from "@/components/ui/banner";
import { gradeInWords } from "@/lib/domain/freeze";
import { formatInstant, formatRange } from "@/lib/time/format";
import type { Freeze, Week } from "./schedule-data";

type FreezeBannerProps = { week: Week; zone: string; onShowAffected: (freeze: Freeze) => void };

/** The freezes of the week, each with when it opens again and how many slots it catches. */
export function FreezeBanner({ week, zone, onShowAffected }: FreezeBannerProps) {
  return week.freezes.map((freeze) => {
    const { freezeId, name, during, grade, only, nextOpen, affectedSlotIds } = freeze;
    const where = [week.environment.name, ...(only.length > 0 ? [only.join(", ")] : [])].join(": ");
    const count = affectedSlotIds.length;
    return (
      <Banner
        key={`${freezeId} ${during.start.getTime()}`}
        tone="risk"
        mark="square"
        label={`Freeze: ${name}`}
        end={
          count > 0 && (
            <button
              type="button"
              onClick={() => onShowAffected(freeze)}
              className="min-h-6 underline underline-offset-2 phone:min-h-11 print:hidden"
            >
              {count === 1 ? "1 slot affected" : `${count} slots affected`}
            </button>
          )
        }
      >
        {name} closes {where} {gradeInWords(grade)}, {formatRange(during, zone)}.
        {nextOpen && ` Next opening ${formatInstant(nextOpen, zone)}.`}
      </Banner>
    );
  });
}
