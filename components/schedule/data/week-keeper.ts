import { hashKey, type QueryClient } from "@tanstack/react-query";
import type { Week } from "@/components/schedule/schedule-data";
import { askAnew } from "@/components/shell/ask-anew";
import type { LiveChange } from "@/components/shell/live-changes";
import { api, rpc } from "@/lib/rpc/client";
import { wordsAbout } from "./newest-words";

export type WeekInput = { environmentId: string; from: string; to: string; room: boolean };

/** A week with more slots than these is not asked for again as a whole at every change. */
const manySlots = 400;
const wholeAgainMillis = 15_000;
/** As many as the procedure takes. */
const mostAtOnce = 500;

/** What changes more than single slots. */
const wide = new Set(["all", "windows", "freezes", "calendars", "licences", "services"]);
/** What says nothing about the schedule. */
const apart = new Set(["people", "access", "views"]);

const slotsOnScreen = () =>
  [...document.querySelectorAll<HTMLElement>("[data-slot]")].flatMap(({ dataset }) => dataset.slot ?? []);

/**
 * Keeps a week true while somebody looks at it. Of slots that changed only those are asked for; of anything else that can move the
 * words on a card (a verdict of QA, a signature) those on screen at once, and a large week as a whole a little later. One request
 * at a time: what changes meanwhile is in the next one.
 */
export function keepWeek(queryClient: QueryClient, input: WeekInput) {
  const queryKey = api.slots.week.queryKey({ input });
  const queryHash = hashKey(queryKey);
  const words = wordsAbout(queryClient, queryKey);
  const wanted = new Set<string>();
  let asking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wholeAt = Number.NEGATIVE_INFINITY;

  const week = () => queryClient.getQueryData<Week>(queryKey);
  const askForAll = () => {
    clearTimeout(timer);
    timer = undefined;
    wholeAt = performance.now();
    askAnew(queryClient, (query) => query.queryHash === queryHash);
  };
  const askForAllSoon = () => {
    timer ??= setTimeout(askForAll, Math.max(0, wholeAt + wholeAgainMillis - performance.now()));
  };
  async function askForSome() {
    if (asking) return;
    asking = true;
    try {
      while (wanted.size > 0) {
        const slotIds = [...wanted].slice(0, mostAtOnce);
        for (const id of slotIds) wanted.delete(id);
        const { environmentId, from, to } = input;
        const question = words.ask();
        const { slots } = await rpc.slots.some({ environmentId, from, to, slotIds });
        queryClient.setQueryData<Week>(queryKey, (known) => known && words.some(question, slotIds, slots, known));
      }
    } catch {
      // The connection broke or the server is busy: what was missed is in the whole week.
      wanted.clear();
      askForAllSoon();
    } finally {
      asking = false;
    }
  }

  return {
    hear(changes: readonly LiveChange[]) {
      const ofThePlan = changes.filter(({ noun }) => !apart.has(noun));
      if (ofThePlan.length === 0) return;
      const known = week();
      const isWide = ofThePlan.some(({ noun, id }) => wide.has(noun) || (noun === "slots" && id === undefined));
      const others = ofThePlan.some(({ noun }) => noun !== "slots");
      if (known === undefined || isWide || (others && known.slots.length <= manySlots)) {
        askForAll();
        return;
      }
      for (const { noun, id } of ofThePlan) if (noun === "slots" && id !== undefined) wanted.add(id);
      if (others) {
        for (const id of slotsOnScreen()) wanted.add(id);
        askForAllSoon();
      }
      void askForSome();
    },
    stop: () => clearTimeout(timer),
  };
}
