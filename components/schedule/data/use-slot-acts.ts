"use client";

import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type Carried, samePlace } from "@/components/schedule/drag/carried";
import type { Slot, Week } from "@/components/schedule/schedule-data";
import { type ChosenPlace, placeInput } from "@/components/slots/place";
import { slotTitle } from "@/components/slots/slot-words";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { rpc } from "@/lib/rpc/client";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { holdSlot, moveSlot } from "@/lib/slots/actions";
import { formatRange } from "@/lib/time/format";
import { wordsAbout } from "./newest-words";
import { withSlotAt } from "./patch-week";

type Place = ChosenPlace;

/** Why something that was carried did not stay where it was put, and the way to take another place instead. */
export type Bounced = {
  what: string;
  rule?: string;
  sentence: string;
  wished: Place;
  slot?: Slot;
  take: (place: Place) => void;
};

type Why = { rule?: string; sentence: string };
const ruleOf = ({ rules, message }: ShownRefusal): Why => ({ rule: rules[0]?.name, sentence: message });

type SlotActsFacts = {
  queryKey: QueryKey;
  environmentId: string;
  week: { from: string; to: string };
  zone: string;
  /** A place is held for a booking that was drawn out. */
  onHeld: (slotId: string, place: Place) => void;
};

/**
 * What is done to slots in the calendar. A slot stands at its new place at once; the server decides again, and when it refuses, the
 * slot goes back and the reason is shown.
 */
export function useSlotActs({ queryKey, environmentId, week, zone, onHeld }: SlotActsFacts) {
  const queryClient = useQueryClient();
  const [bounced, setBounced] = useState<Bounced>();
  const change = (how: (known: Week) => Week) =>
    queryClient.setQueryData<Week>(queryKey, (known) => known && how(known));
  const placeNow = (slotId: string) => queryClient.getQueryData<Week>(queryKey)?.slots.find(({ id }) => id === slotId);
  const words = wordsAbout(queryClient, queryKey);
  async function lookAgain(slotId: string) {
    const question = words.ask();
    const { slots } = await rpc.slots.some({ environmentId, ...week, slotIds: [slotId] });
    change((known) => words.some(question, [slotId], slots, known));
  }

  /** Whether it was moved. What had been done meanwhile by others is not undone by putting it back. */
  async function moveTo(slot: Slot, to: Place, from: Place): Promise<boolean> {
    const moved = words.put(slot.id);
    change((known) => withSlotAt(known, slot.id, to));
    const [error] = await attempt(
      moveSlot({
        slotId: slot.id,
        lane: to.lane,
        ...(to.occurrenceId === null ? {} : { occurrenceId: to.occurrenceId }),
        during: { start: to.during.start.toISOString(), end: to.during.end.toISOString() },
      }),
    );
    moved();
    if (!error) {
      void lookAgain(slot.id);
      return true;
    }
    const now = placeNow(slot.id);
    if (now && samePlace(now, to)) change((known) => withSlotAt(known, slot.id, from));
    setBounced(bouncedMove(slot, to, ruleOf(refusalOfError(error))));
    void lookAgain(slot.id);
    return false;
  }
  async function move(slot: Slot, to: Place) {
    const from: Place = { occurrenceId: slot.occurrenceId, lane: slot.lane, during: slot.during };
    if (!(await moveTo(slot, to, from))) return;
    notify({
      title: `${slotTitle(slot)} moved`,
      text: formatRange(to.during, zone),
      undo: () => {
        void moveTo(slot, from, to).then(
          (back) => back && notify({ title: "Moved back", text: formatRange(from.during, zone) }),
        );
      },
    });
  }
  async function hold(place: Place) {
    const [error, held] = await attempt(holdSlot({ ...placeInput(place, environmentId), releaseIds: [] }));
    if (error) setBounced(bouncedHold(place, ruleOf(refusalOfError(error))));
    else onHeld(held.slotId, place);
  }

  function bouncedMove(slot: Slot, wished: Place, why: Why): Bounced {
    const take = (place: Place) => {
      setBounced(undefined);
      void move(slot, place);
    };
    return { what: `${slotTitle(slot)} stays where it was`, ...why, wished, slot, take };
  }
  function bouncedHold(wished: Place, why: Why): Bounced {
    const take = (place: Place) => {
      setBounced(undefined);
      void hold(place);
    };
    return { what: "No slot fits there", ...why, wished, take };
  }

  return {
    bounced,
    dismiss: () => setBounced(undefined),
    drop({ dragged, place, verdict }: Carried) {
      setBounced(undefined);
      if (dragged.act === "book") {
        if (verdict.ok) void hold(place);
        else setBounced(bouncedHold(place, verdict));
      } else if (verdict.ok) void move(dragged.slot, place);
      else setBounced(bouncedMove(dragged.slot, place, verdict));
    },
  };
}
