import { CalendarX } from "lucide-react";
import { useMemo } from "react";
import { AnytimeRow } from "@/components/schedule/anytime/anytime-row";
import { marksOnDay } from "@/components/schedule/data/marks-on-day";
import { type DayPlan, factsOfDay, planDay } from "@/components/schedule/grid/day-plan";
import type { WeekPlan } from "@/components/schedule/schedule-data";
import { EmptyState } from "@/components/ui/empty-state";
import { Mark } from "@/components/ui/mark";
import { useNow } from "@/components/ui/use-now";
import { gradeInWords } from "@/lib/domain/freeze";
import { formatRange } from "@/lib/time/format";
import { contains, overlaps, type Range } from "@/lib/time/range";
import { type AgendaActs, AgendaOpening } from "./agenda-opening";
import { AgendaSlot } from "./agenda-slot";

type AgendaDayProps = {
  /** Of each environment in view, the week in which the day lies. */
  plans: readonly WeekPlan[];
  day: Range;
  zone: string;
  /** A day alone on a phone says so when it is empty; in a longer list it just is not there. */
  alone: boolean;
  /** Where several environments are in view, each window says of which it is. */
  isNamed: boolean;
  isFirst: boolean;
} & AgendaActs;

/**
 * One day as a list: its windows with what stands in them and what is free, what needs no window (of today also which services do
 * not), and what closes it.
 */
export function AgendaDay({ plans, day, zone, alone, isNamed, isFirst, ...acts }: AgendaDayProps) {
  const days = useMemo(
    () =>
      plans.map((plan) => ({
        environment: plan.environment,
        services: plan.anytime.services,
        plan: planDay(factsOfDay(plan, day, zone), day, zone),
      })),
    [plans, day, zone],
  );
  const now = useNow(60);
  const anytime = days
    .map(({ environment, plan, services }) => ({
      environment,
      services: contains(day, now) ? services : [],
      slots: plan.anytime.map(({ of }) => of).filter(acts.isWanted),
    }))
    .filter(({ services, slots }) => services.length + slots.length > 0);
  const openings = days
    .flatMap(({ environment, plan }) => plan.bands.map((band) => ({ environment, band })))
    .sort((a, b) => a.band.of.during.start.getTime() - b.band.of.during.start.getTime());
  const isEmpty = openings.length === 0 && anytime.length === 0;
  return (
    <div className="grid content-start gap-4 md:gap-3">
      <DayNotes days={days.map(({ plan }) => plan)} zone={zone} />
      {alone && isEmpty && (
        <EmptyState icon={<CalendarX />} title="Nothing opens on this day">
          Choose another day above.
        </EmptyState>
      )}
      {openings.map(({ environment, band }) => (
        <AgendaOpening
          key={band.of.id}
          band={band}
          zone={zone}
          environment={environment}
          isNamed={isNamed}
          isFirst={isFirst}
          {...acts}
        />
      ))}
      {anytime.map(({ environment, services, slots }) => (
        <section key={environment.id} className="grid gap-2 md:gap-1.5">
          <h4 className="px-1 font-semibold text-ink-2 text-sm">
            Anytime
            {isNamed && <span className="font-normal"> · {environment.name}</span>}
          </h4>
          {services.map((service) => (
            <AnytimeRow
              key={service.serviceId}
              service={service}
              environment={environment}
              zone={zone}
              mayDeploy={acts.mayDeploy(service.teamId)}
            />
          ))}
          {slots.map((slot) => (
            <AgendaSlot
              key={slot.id}
              slot={slot}
              zone={zone}
              chosen={slot.id === acts.chosenSlotId}
              onOpen={acts.onOpen}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** Whether a list has anything to say of the day. */
export function saysAnything(plan: WeekPlan, day: Range, zone: string, now: Date): boolean {
  const { occurrences, slots, freezes, marks, anytime } = plan;
  if (marksOnDay(marks, day, zone).length > 0) return true;
  if (anytime.services.length > 0 && contains(day, now)) return true;
  const scheduled = occurrences.filter(({ status }) => status === "scheduled");
  return [scheduled, slots, freezes].some((list) => list.some(({ during }) => overlaps(during, day)));
}

/** What closes the day, and what people should know of it. */
function DayNotes({ days, zone }: { days: readonly DayPlan[]; zone: string }) {
  const freezes = new Map(days.flatMap((plan) => plan.freezes.map(({ of }) => [of.freezeId, of])));
  const marks = new Map(days.flatMap((plan) => plan.marks.map(({ of }) => [of.id, of])));
  if (freezes.size + marks.size === 0) return null;
  return (
    <ul className="grid gap-1 px-1 text-sm">
      {[...freezes.values()].map(({ freezeId, name, grade, only, during }) => (
        <li key={freezeId} className="flex items-start gap-2 font-medium text-risk">
          <Mark name="square" className="mt-1" />
          <span>
            {name} closes {gradeInWords(grade)}
            {only.length > 0 && `, only ${only.join(", ")}`}, {formatRange(during, zone)}
          </span>
        </li>
      ))}
      {[...marks.values()].map(({ id, title, calendarName }) => (
        <li key={id} className="flex items-start gap-2 text-ink-2">
          <Mark name="ring" className="mt-1" />
          <span>
            {title}, {calendarName}
          </span>
        </li>
      ))}
    </ul>
  );
}
