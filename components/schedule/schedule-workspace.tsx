"use client";

import { clsx } from "clsx";
import { useCallback, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { phoneQuery } from "@/components/ui/use-media-query";
import { passesFilter } from "@/lib/domain/slot-filter";
import { overlaps } from "@/lib/time/range";
import { addressFrom, wordOf, wordsOfFilter } from "./address/schedule-address";
import { weekInputOf } from "./address/schedule-view";
import { FilterChips } from "./bar/filter-chips";
import { JumpDialog } from "./bar/jump-dialog";
import { ScheduleBar } from "./bar/schedule-bar";
import { ZoneDialog } from "./bar/zone-dialog";
import { BouncedNotice } from "./bounced-notice";
import { useSlotActs } from "./data/use-slot-acts";
import { useWeek } from "./data/use-week";
import { FreezeBanner } from "./freeze-banner";
import type { ScheduleChoices, Slot } from "./schedule-data";
import { ScheduleDialogs } from "./schedule-dialogs";
import { ScheduleViews } from "./schedule-views";
import { useBooking } from "./use-booking";
import { useRoomBelow } from "./use-room-below";
import type { useSchedule } from "./use-schedule";
import { useScheduleKeys } from "./use-schedule-keys";

type Schedule = ReturnType<typeof useSchedule>;
type ScheduleWorkspaceProps = Omit<Schedule, "choices" | "view"> & {
  choices: ScheduleChoices;
  view: NonNullable<Schedule["view"]>;
};

/** The schedule once it is known what there is to see. */
export function ScheduleWorkspace(props: ScheduleWorkspaceProps) {
  const { query, setQuery, choices, view, filter, goToDay, step } = props;
  const { zone, range } = view;
  const root = useRoomBelow();
  const week = useWeek(view);
  const { plan } = week;
  const { booking, book, resume, held, close } = useBooking();
  const [dialog, setDialog] = useState<"search" | "zone" | "jump" | { giveUp: string }>();
  const [isJumping, setIsJumping] = useState(false);
  const { environmentId, from, to } = weekInputOf(view);
  const acts = useSlotActs({ queryKey: week.queryKey, environmentId, week: { from, to }, zone, onHeld: held });
  const isWanted = useCallback((slot: Slot) => passesFilter(slot, filter), [filter]);
  const open = (slotId: string | null) => setQuery({ slot: slotId }, { history: "replace" });
  const { booker } = choices;

  // A phone's bar need not show the title that the dates hang from.
  const jump = () => (window.matchMedia(phoneQuery).matches ? setDialog("jump") : setIsJumping(true));
  useScheduleKeys({
    view,
    onView: (name) => setQuery({ view: name }),
    onStep: step,
    onToday: () => goToDay(null),
    onJump: jump,
    onSearch: () => setDialog("search"),
    onBook: choices.mayBook ? () => book() : undefined,
  });

  // An own hold is taken up again where it stands; everything else opens beside the plan.
  const choose = (slotId: string) => {
    const slot = plan?.slots.find(({ id }) => id === slotId);
    if (slot?.hold?.mine) resume(slot);
    else void open(slotId);
  };
  const inView = plan?.slots.filter(({ during }) => overlaps(during, range)) ?? [];
  const isOutlook = view.name === "month" || view.name === "quarter";
  const isOfWeek = view.name === "day" || view.name === "week";
  // Only of the environment that is booked in it is known here what it holds.
  const isCounted = (isOfWeek && view.isChosen) || (!isOutlook && view.environments.length === 1);
  return (
    <div
      ref={root}
      className={clsx(
        "flex min-w-0 grow flex-col [&>header]:shrink-0 md:h-[max(32rem,calc(100dvh-var(--above,0px)))] md:grow-0 print:h-auto!",
        // A phone's list is as long as it is; everything else scrolls inside of itself, there too.
        view.isChosen &&
          view.name !== "agenda" &&
          "phone:h-[max(26rem,calc(100dvh-var(--above,0px)-var(--tabs-height)))] phone:grow-0",
        query.slot !== null && "xl:mr-84 print:mr-0",
      )}
    >
      {/* A calendar lies across, as long as it is what the page shows. */}
      <style>{"@page { size: A4 landscape; margin: 9mm; }"}</style>
      <ScheduleBar
        view={view}
        choices={choices}
        filter={filter}
        query={queryOf(query)}
        zoneChoice={query.zone}
        daysChoice={query.days}
        byChoice={query.by}
        onChange={setQuery}
        onOtherZone={() => setDialog("zone")}
        onView={(name) => setQuery({ view: name })}
        onEnvironment={(env) => env !== "several" && setQuery({ env })}
        onEnvironments={(ids) => setQuery({ env: ids.length === choices.environments.length ? "all" : wordOf(ids) })}
        onFilter={(next) => setQuery(wordsOfFilter(next))}
        onSavedView={(saved) => setQuery(addressOf(saved))}
        onStep={step}
        onToday={() => goToDay(null)}
        onGoTo={goToDay}
        onJump={() => setDialog("jump")}
        jump={{ open: isJumping, onOpenChange: setIsJumping }}
        onSearch={() => setDialog("search")}
        onBook={choices.mayBook ? () => book() : undefined}
      />
      <FilterChips
        filter={filter}
        choices={choices}
        shown={isCounted && plan ? { count: inView.filter(isWanted).length, of: inView.length } : undefined}
        onFilter={(next) => setQuery(wordsOfFilter(next))}
      />
      {plan && (isOfWeek || !view.isChosen) && <FreezeBanner plan={plan} range={range} zone={zone} onOpen={open} />}
      {plan?.environment.defaultOpen && plan.occurrences.length + plan.slots.length === 0 && (
        <Banner tone="clear" label="Always open">
          {plan.environment.name} accepts deployments at any time: a slot here needs no window.
        </Banner>
      )}
      {acts.bounced && (
        <BouncedNotice bounced={acts.bounced} environmentId={environmentId} zone={zone} onDismiss={acts.dismiss} />
      )}
      <ScheduleViews
        view={view}
        filter={filter}
        week={week}
        allDays={query.days === "7"}
        by={query.by === "environment" ? "environment" : "team"}
        booker={booker && (booker.reach === "all" || booker.reach.length > 0) ? booker : null}
        mayManageWindows={choices.mayManageWindows}
        chosenSlotId={query.slot}
        isWanted={isWanted}
        onOpen={choose}
        onBook={book}
        onDrop={acts.drop}
        onGiveUp={(giveUp) => setDialog({ giveUp })}
        onGoTo={goToDay}
        setQuery={setQuery}
      />
      <ScheduleDialogs
        view={view}
        mayBook={choices.mayBook}
        slotId={query.slot}
        release={query.release}
        booking={booking}
        giveUp={typeof dialog === "object" ? dialog.giveUp : undefined}
        isSearching={dialog === "search"}
        onCloseDialog={() => setDialog(undefined)}
        onCloseBooking={close}
        setQuery={setQuery}
      />
      {dialog === "jump" && <JumpDialog view={view} onGoTo={goToDay} onClose={() => setDialog(undefined)} />}
      {dialog === "zone" && (
        <ZoneDialog
          zone={zone}
          onChoose={(chosen) => setQuery({ zone: chosen === view.environment.zone ? null : chosen })}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

/** The address as a saved view keeps it. */
function queryOf(query: Schedule["query"]): string {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, word]): [string, string][] => (word === null ? [] : [[name, word]])),
  ).toString();
}

/** A saved view in full: what it does not say is not said any more. */
function addressOf(saved: string): Schedule["query"] {
  const words = new URLSearchParams(saved);
  return addressFrom((name) => words.get(name));
}
