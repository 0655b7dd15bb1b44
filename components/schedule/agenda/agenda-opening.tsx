import type { Band } from "@/components/schedule/grid/day-plan";
import type { FreeRoom, Slot, WeekPlan } from "@/components/schedule/schedule-data";
import { formatInstant, zoneAbbreviation } from "@/lib/time/format";
import { AgendaSlot } from "./agenda-slot";
import { entriesOf } from "./entries";
import { LazyPart } from "./lazy-part";

export type AgendaActs = {
  chosenSlotId: string | null;
  isWanted: (slot: Slot) => boolean;
  onOpen: (slotId: string) => void;
  onBook?: (free: FreeRoom, environment: WeekPlan["environment"]) => void;
  /** Whether the reader may deploy what this team ships. */
  mayDeploy: (teamId: string) => boolean;
};

/** So many lines are drawn or not drawn together. */
const linesOfPart = 30;
const lineHeight = 56;

type AgendaOpeningProps = {
  band: Band;
  zone: string;
  environment: WeekPlan["environment"];
  /** Where several environments are in view, it says of which it is. */
  isNamed: boolean;
  isFirst: boolean;
} & AgendaActs;

/** An opening of a window in the list of a day. */
export function AgendaOpening({ band, zone, environment, isNamed, isFirst, isWanted, ...acts }: AgendaOpeningProps) {
  const entries = entriesOf(band, isWanted);
  const parts = Array.from({ length: Math.ceil(entries.length / linesOfPart) }, (_, index) =>
    entries.slice(index * linesOfPart, (index + 1) * linesOfPart),
  );
  return (
    <section className="grid gap-2 md:gap-1.5">
      <h4 className="px-1 font-semibold text-ink-2 text-sm">
        {bandTitle(band, zone)}
        {isNamed && <span className="font-normal"> · {environment.name}</span>}
      </h4>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a list are told by where they stand in it.
        <LazyPart key={index} estimate={part.length * lineHeight} isFirst={isFirst && index === 0}>
          {() => (
            <div className="grid gap-2 md:flex md:flex-wrap md:gap-1.5">
              {part.map((entry) =>
                entry.kind === "slot" ? (
                  <AgendaSlot
                    key={entry.slot.id}
                    slot={entry.slot}
                    zone={zone}
                    chosen={entry.slot.id === acts.chosenSlotId}
                    onOpen={acts.onOpen}
                  />
                ) : (
                  <AgendaFree
                    key={`${entry.free.lane} ${entry.free.during.start.getTime()}`}
                    free={entry.free}
                    hotfixOnly={entry.hotfixOnly}
                    lanes={band.of.lanes}
                    zone={zone}
                    onBook={acts.onBook && ((free) => acts.onBook?.(free, environment))}
                  />
                ),
              )}
            </div>
          )}
        </LazyPart>
      ))}
    </section>
  );
}

function bandTitle({ of }: Band, zone: string): string {
  const { windowName, during, lanes } = of;
  const hours = `${formatInstant(during.start, zone, "time")}–${formatInstant(during.end, zone, "time")}`;
  return `${windowName} · ${hours} ${zoneAbbreviation(during.start, zone)} · ${lanes === 1 ? "1 lane" : `${lanes} lanes`}`;
}

type AgendaFreeProps = {
  free: FreeRoom;
  hotfixOnly: boolean;
  lanes: number;
  zone: string;
  onBook?: (free: FreeRoom) => void;
};

function AgendaFree({ free, hotfixOnly, lanes, zone, onBook }: AgendaFreeProps) {
  const { start, end } = free.during;
  const hours = `${formatInstant(start, zone, "time")}–${formatInstant(end, zone, "time")}`;
  const words = `${hours}${lanes > 1 ? ` lane ${free.lane}` : ""} free${hotfixOnly ? " for hotfixes" : ""}`;
  const look =
    "w-full min-h-12 rounded-xl border-[1.5px] border-clear/45 border-dashed px-3 py-3 text-center font-semibold text-clear md:order-2 md:min-h-7 md:w-auto md:rounded-md md:border md:px-2.5 md:py-0.5 md:font-medium md:text-sm";
  if (!onBook) return <p className={look}>{words}</p>;
  return (
    <button type="button" className={`${look} hover:bg-panel`} onClick={() => onBook(free)}>
      {words}
      <span className="print:hidden"> · book</span>
    </button>
  );
}
