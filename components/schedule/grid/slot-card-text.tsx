import { clsx } from "clsx";
import type { Slot } from "@/components/schedule/schedule-data";
import { SlotChip } from "@/components/slots/slot-chip";
import { databaseRisk, slotLooks, slotTitle } from "@/components/slots/slot-words";
import { Mark } from "@/components/ui/mark";
import { toneTexts } from "@/components/ui/tone";

// What fits into so many pixels: a line; a line and the time; the chip too; everything at ease; what is risky about it.
const asideFrom = 22;
const twoLines = 36;
const withChip = 62;
const roomyFrom = 104;
const withRisk = 132;

type SlotCardTextProps = { slot: Slot; hours: { start: string; end: string }; height: number };

/** The words on a slot's card, as many as its height takes. Widths are left to container queries: a lane may be 40 px wide. */
export function SlotCardText({ slot, hours, height }: SlotCardTextProps) {
  const { summary, team, hold, opaque, releases } = slot;
  const quiet = opaque || hold !== null;
  const look = slotLooks[summary.state];
  // In a day alone lanes are wide: the state stands at the right, whatever the height.
  const asideChip = !quiet && height >= asideFrom && (
    <SlotChip
      summary={summary}
      className="@max-[18rem]:hidden absolute top-1 right-1.5 min-h-4.5! max-w-[45%] py-0! text-2xs!"
    />
  );
  if (height < withChip) {
    return (
      <>
        {asideChip}
        <span className="flex w-full items-center gap-1.5">
          <span className="min-w-0 truncate font-semibold text-xs">{slotTitle(slot)}</span>
          <Mark
            name={look.mark}
            className={clsx("shrink-0", toneTexts[look.tone], asideChip && "@min-[18rem]:hidden")}
          />
        </span>
        {height >= twoLines && (
          <span className="w-full truncate text-2xs text-ink-2">
            {team ? `${team.name} · ` : ""}
            {hours.start}–{hours.end}
          </span>
        )}
      </>
    );
  }
  const roomy = height >= roomyFrom;
  const risk = quiet ? null : databaseRisk(releases);
  return (
    <>
      {asideChip}
      <SlotName slot={slot} roomy={roomy} />
      <span className={clsx("w-full shrink-0 text-ink-2", roomy ? "text-xs" : "truncate text-2xs")}>
        {team && <span className={clsx(roomy && "block truncate @min-[7.5rem]:inline")}>{team.name} </span>}
        <span className={clsx("truncate", roomy && "block @min-[7.5rem]:inline")}>
          {hours.start}
          <span className="@max-[5.25rem]:hidden">–{hours.end}</span>
        </span>
      </span>
      {!quiet && (
        <SlotChip
          summary={summary}
          className={clsx(
            roomy ? "mt-1.5" : "min-h-4.5! py-0!",
            "@min-[18rem]:hidden shrink-0 px-1.5! text-2xs! @max-[5rem]:px-1! [&>span]:truncate @max-[5rem]:[&>svg]:hidden",
          )}
        />
      )}
      {risk && height >= withRisk && (
        <span className="mt-1.5 flex items-start gap-1 text-ink-2 text-xs">
          <Mark name="triangle" className="mt-1 text-risk" />
          <span className="line-clamp-4 [overflow-wrap:normal]">{risk}</span>
        </span>
      )}
    </>
  );
}

/** Service and version: on two lines where the lane is narrow, so that the version never falls off. */
function SlotName({ slot, roomy }: { slot: Slot; roomy: boolean }) {
  const [only, ...more] = slot.releases;
  const look = clsx("w-full shrink-0 font-semibold", roomy ? "text-sm" : "text-xs leading-[14px]");
  if (slot.hold || slot.opaque || only === undefined || more.length > 0) {
    return <span className={clsx(look, "line-clamp-2 @min-[18rem]:pr-24")}>{slotTitle(slot)}</span>;
  }
  const part = "block truncate @min-[7.5rem]:inline";
  return (
    <span className={clsx(look, "@min-[7.5rem]:line-clamp-2")}>
      <span className={part}>{only.serviceName} </span>
      <span className={part}>{only.version}</span>
    </span>
  );
}
