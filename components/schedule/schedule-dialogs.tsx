"use client";

import dynamic from "next/dynamic";
import { localDate } from "@/lib/time/calendar";
import { contains, type Range } from "@/lib/time/range";
import type { ScheduleView } from "./address/schedule-view";
import type { Booking } from "./use-booking";
import type { useSchedule } from "./use-schedule";

// What opens on a press is loaded on the press: the first paint of the plan does not wait for its forms.
const BookSlotDialog = dynamic(() => import("@/components/slots/book-slot-dialog").then((file) => file.BookSlotDialog));
const SlotPanel = dynamic(() => import("@/components/slots/slot-panel").then((file) => file.SlotPanel));
const SearchDialog = dynamic(() => import("./search/search-dialog").then((file) => file.SearchDialog), {
  // Whoever types on while it comes must not set off shortcuts with the letters.
  loading: () => <div data-modal hidden />,
});
const GiveUpDialog = dynamic(() => import("./give-up-dialog").then((file) => file.GiveUpDialog));

type ScheduleDialogsProps = {
  view: ScheduleView;
  mayBook: boolean;
  slotId: string | null;
  release: string | null;
  booking: Booking | undefined;
  giveUp: string | undefined;
  isSearching: boolean;
  onCloseDialog: () => void;
  onCloseBooking: () => void;
  setQuery: ReturnType<typeof useSchedule>["setQuery"];
};

/** What stands beside or before the plan: a slot, the form to book one, the search. */
export function ScheduleDialogs(props: ScheduleDialogsProps) {
  const { view, mayBook, slotId, release, booking, giveUp, isSearching, onCloseDialog, onCloseBooking, setQuery } =
    props;
  const { zone, environment } = view;
  // A slot that went to another week takes the reader along.
  const show = (slot: string | null, { start }: Range) =>
    setQuery({ slot, ...(contains(view.range, start) ? {} : { day: localDate(start, zone) }) });
  return (
    <>
      {slotId !== null && (
        <SlotPanel
          slotId={slotId}
          zone={zone}
          onClose={() => setQuery({ slot: null }, { history: "replace" })}
          onMoved={(during) => show(slotId, during)}
        />
      )}
      {(booking ?? (mayBook && release !== null)) && (
        <BookSlotDialog
          environment={booking?.environment ?? environment}
          zone={zone}
          free={booking?.free}
          from={view.range.start}
          resumed={booking?.held}
          release={release ?? undefined}
          onClose={() => {
            onCloseBooking();
            if (release !== null) void setQuery({ release: null });
          }}
          onBooked={show}
        />
      )}
      {giveUp !== undefined && <GiveUpDialog slotId={giveUp} zone={zone} onClose={onCloseDialog} />}
      {isSearching && (
        <SearchDialog
          onClose={onCloseDialog}
          onGoTo={(found) => {
            onCloseDialog();
            void setQuery({
              env: found.environment.id,
              day: localDate(found.during.start, found.environment.zone),
              slot: found.slotId,
              ...(view.name === "month" || view.name === "quarter" ? { view: "week" } : {}),
            });
          }}
        />
      )}
    </>
  );
}
