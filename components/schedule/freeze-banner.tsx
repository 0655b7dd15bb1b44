import { slotTitle } from "@/components/slots/slot-words";
import { Banner } from "@/components/ui/banner";
import { Menu, MenuItem } from "@/components/ui/menu";
import { gradeInWords } from "@/lib/domain/freeze";
import { formatInstant, formatRange } from "@/lib/time/format";
import type { Week } from "./schedule-data";

type FreezeBannerProps = { week: Week; zone: string; onOpen: (slotId: string) => void };

/** The freezes of the week, each with when it opens again and the slots that it catches. */
export function FreezeBanner({ week, zone, onOpen }: FreezeBannerProps) {
  return week.freezes.map((freeze) => {
    const { freezeId, name, during, grade, only, nextOpen } = freeze;
    const where = [week.environment.name, ...(only.length > 0 ? [only.join(", ")] : [])].join(": ");
    const affected = week.slots.filter(({ id }) => freeze.affectedSlotIds.includes(id));
    return (
      <Banner
        key={`${freezeId} ${during.start.getTime()}`}
        tone="risk"
        mark="square"
        label={`Freeze: ${name}`}
        end={
          affected.length > 0 && (
            <Menu
              trigger={
                <button
                  type="button"
                  className="min-h-6 whitespace-nowrap underline underline-offset-2 phone:min-h-11 print:hidden"
                >
                  {affected.length === 1 ? "1 slot affected" : `${affected.length} slots affected`}
                </button>
              }
            >
              {affected.map((slot) => (
                <MenuItem
                  key={slot.id}
                  onSelect={() => onOpen(slot.id)}
                  end={<span className="text-ink-2 text-xs">{formatInstant(slot.during.start, zone)}</span>}
                >
                  {slotTitle(slot)}
                </MenuItem>
              ))}
            </Menu>
          )
        }
      >
        {name} closes {where} {gradeInWords(grade)}, {formatRange(during, zone)}.
        {nextOpen && ` Next opening ${formatInstant(nextOpen, zone)}.`}
      </Banner>
    );
  });
}
