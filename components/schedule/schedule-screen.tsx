"use client";

import { clsx } from "clsx";
import { Route } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useShortcut } from "@/components/shell/shortcuts";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBar } from "@/components/ui/page-header";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { localDate } from "@/lib/time/calendar";
import { contains, type Range } from "@/lib/time/range";
import { Agenda } from "./agenda";
import { DayStrip } from "./day-strip";
import { FreezeBanner } from "./freeze-banner";
import { NoOpenings } from "./no-openings";
import { ScheduleBar } from "./schedule-bar";
import type { FreeRoom, Slot } from "./schedule-data";
import { ScheduleSkeleton } from "./schedule-skeleton";
import { useRoomBelow } from "./use-room-below";
import { useSchedule } from "./use-schedule";
import { useViewport } from "./use-viewport";
import { WeekCalendar } from "./week-calendar";

// What opens on a press is loaded on the press: the first paint of the plan does not wait for its forms.
const BookSlotDialog = dynamic(() => import("@/components/slots/book-slot-dialog").then((file) => file.BookSlotDialog));
const SlotPanel = dynamic(() => import("@/components/slots/slot-panel").then((file) => file.SlotPanel));

/** When can my team deploy, what goes out, what is at risk? */
export function ScheduleScreen() {
  const { query, setQuery, choices, view, week, goToDay, goToWeek } = useSchedule();
  const viewport = useViewport();
  const root = useRoomBelow();
  const [booking, setBooking] = useState<{ free?: FreeRoom; resumed?: Slot }>();
  const mayBook = choices.data?.mayBook ?? false;
  const book = (free?: FreeRoom) => setBooking({ free });
  const open = (slotId: string | null) => setQuery({ slot: slotId }, { history: "replace" });

  useShortcut("ArrowLeft", "Week before", () => goToWeek(-1));
  useShortcut("ArrowRight", "Week after", () => goToWeek(1));
  useShortcut("t", "Today", () => goToDay(null));
  useShortcut("b", "Book a slot", () => book(), { enabled: mayBook });

  const failure = choices.error ?? week.error;
  if (failure) {
    return (
      <>
        <PageBar title="Schedule" />
        <div className="p-4 md:p-7">
          <RefusalNotice
            refusal={refusalOfError(failure)}
            zone={view?.zone ?? "UTC"}
            action={<Button onClick={() => Promise.all([choices.refetch(), week.refetch()])}>Try again</Button>}
          />
        </div>
      </>
    );
  }
  if (!choices.data) {
    return (
      <>
        <PageBar title="Schedule" />
        <ScheduleSkeleton />
      </>
    );
  }
  if (view === undefined) {
    return (
      <>
        <PageBar title="Schedule" />
        <EmptyState className="m-4 md:m-7" icon={<Route />} title="There is no environment yet">
          The schedule shows one environment at a time. Set up the path that releases take: dev, QA, staging,
          production.
        </EmptyState>
      </>
    );
  }
  const { zone, days, day } = view;
  const plan = week.data;
  const today = days.find((one) => contains(one, day)) ?? days[0];
  // A slot that went to another week takes the reader along.
  const show = (slot: string | null, { start }: Range) =>
    setQuery({ slot, ...(contains(view.week, start) ? {} : { day: localDate(start, zone) }) });
  const choose = (slotId: string) => {
    const resumed = plan?.slots.find(({ id, hold }) => id === slotId && hold?.mine);
    if (resumed) setBooking({ resumed });
    else void open(slotId);
  };
  const acts = { chosenSlotId: query.slot, onOpen: choose, onBook: mayBook ? book : undefined };
  const isEmpty = plan !== undefined && plan.occurrences.length === 0 && plan.slots.length === 0;
  const nothingOpens = isEmpty && !plan.environment.defaultOpen;
  return (
    <div
      ref={root}
      className={clsx(
        "flex min-w-0 grow flex-col md:h-[max(32rem,calc(100dvh-var(--above,0px)))] md:grow-0 print:h-auto!",
        query.slot !== null && "xl:mr-84 print:mr-0",
      )}
    >
      <ScheduleBar
        view={view}
        choices={choices.data}
        team={query.team}
        zoneChoice={query.zone}
        daysChoice={query.days}
        onChange={setQuery}
        onWeek={goToWeek}
        onToday={() => goToDay(null)}
        onBook={mayBook ? () => book() : undefined}
      />
      {plan && <FreezeBanner week={plan} zone={zone} onOpen={open} />}
      {isEmpty && !nothingOpens && (
        <Banner tone="clear" label="Always open">
          {plan.environment.name} accepts deployments at any time: a slot here needs no window.
        </Banner>
      )}
      {!plan && <ScheduleSkeleton />}
      {plan && viewport !== "wide" && (
        <div className="md:hidden">
          <DayStrip days={days} chosen={day} zone={zone} week={plan} onChoose={goToDay} />
          {nothingOpens ? (
            <NoOpenings view={view} mayManageWindows={choices.data.mayManageWindows} onGoTo={goToDay} />
          ) : (
            today && <Agenda week={plan} day={today} zone={zone} team={query.team} {...acts} />
          )}
        </div>
      )}
      {plan && viewport !== "phone" && (
        <div className={clsx("flex min-h-0 grow flex-col phone:hidden", week.isPlaceholderData && "opacity-60")}>
          {nothingOpens ? (
            <NoOpenings view={view} mayManageWindows={choices.data.mayManageWindows} onGoTo={goToDay} />
          ) : (
            <WeekCalendar week={plan} view={view} team={query.team} allDays={query.days === "7"} {...acts} />
          )}
        </div>
      )}
      {query.slot !== null && (
        <SlotPanel
          slotId={query.slot}
          zone={zone}
          onClose={() => open(null)}
          onMoved={(during) => show(query.slot, during)}
        />
      )}
      {(booking ?? (mayBook && query.release !== null)) && (
        <BookSlotDialog
          environment={view.environment}
          zone={zone}
          free={booking?.free}
          resumed={booking?.resumed && { slotId: booking.resumed.id, place: booking.resumed }}
          release={query.release ?? undefined}
          onClose={() => {
            setBooking(undefined);
            if (query.release !== null) void setQuery({ release: null });
          }}
          onBooked={show}
        />
      )}
    </div>
  );
}
