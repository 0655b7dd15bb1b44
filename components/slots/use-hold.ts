"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { attempt } from "@/lib/rpc/attempt";
import { refusalOfError, type ShownRefusal } from "@/lib/rpc/refusal-of-error";
import { holdSlot, releaseHold } from "@/lib/slots/actions";
import { type ChosenPlace, placeInput, placeKey } from "./place";

export type Hold =
  | { state: "asking" }
  | { state: "held"; slotId: string; heldUntil: Date; key: string }
  | { state: "refused"; refusal: ShownRefusal };

/** Somebody who turns through the choices holds only the one they stop at. */
const settleMs = 250;

/**
 * Holds the chosen place while a form is open: moves the hold along with the choice and gives it back when the form closes
 * without a booking. `heldSlotId` is a hold from before a reload, taken up again. `renew` asks again, for five more minutes or after the hold ran out; `keep` says that it became a booking.
 */
export function useHold(environmentId: string, place: ChosenPlace | undefined, releaseId: string, heldSlotId?: string) {
  const [hold, setHold] = useState<Hold>({ state: "asking" });
  // A freeze may let the release pass that is chosen later: from then on the question names it.
  const [frozen, setFrozen] = useState(false);
  const held = useRef(heldSlotId);
  // Requests go one after the other: two at once could each make a hold, and one would be forgotten.
  const queue = useRef<Promise<void>>(Promise.resolve());
  const key = place === undefined ? undefined : placeKey(place);

  const ask = useCallback(
    (wanted: ChosenPlace, releaseIds: string[]) => {
      queue.current = queue.current.then(async () => {
        const replaces = held.current === undefined ? {} : { replaces: held.current };
        const [error, value] = await attempt(
          holdSlot({ ...placeInput(wanted, environmentId), releaseIds, ...replaces }),
        );
        if (error) {
          const refusal = refusalOfError(error);
          if (refusal.code === "in_freeze") setFrozen(true);
          setHold({ state: "refused", refusal });
          return;
        }
        held.current = value.slotId;
        setHold({ state: "held", ...value, key: placeKey(wanted) });
      });
      return queue.current;
    },
    [environmentId],
  );

  const named = frozen ? releaseId : "";
  const askForIt = useEffectEvent(() => {
    if (place === undefined) return;
    setHold((before) => (before.state === "held" && before.key === key ? before : { state: "asking" }));
    void ask(place, named === "" ? [] : [named]);
  });
  // `place` is told apart by its key: a new object for the same place asks nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key and the release are what it waits for, see above.
  useEffect(() => {
    const timer = setTimeout(askForIt, settleMs);
    return () => clearTimeout(timer);
  }, [key, named]);

  useEffect(() => {
    return () => {
      void queue.current.then(() => {
        if (held.current !== undefined) void releaseHold({ slotId: held.current });
      });
    };
  }, []);

  return {
    hold,
    renew: () => place && ask(place, named === "" ? [] : [named]),
    keep: () => {
      held.current = undefined;
    },
  };
}
