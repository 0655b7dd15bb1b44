import { hashKey, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { Slot, Week } from "@/components/schedule/schedule-data";
import { patchWeek } from "./patch-week";

/**
 * Answers about a slot overtake each other, and some were given before what somebody has just done here: shown, they would make it jump
 * back for a moment, under a hand that takes hold of it. The newest word counts: that of the question asked last, and while a slot is being
 * moved, its new place.
 */
export function newestWords() {
  let questions = 0;
  let ofWhole = 0;
  const ofSlot = new Map<string, number>();
  const underWay = new Map<string, number>();
  const hasNewer = (slotId: string, question: number) => underWay.has(slotId) || (ofSlot.get(slotId) ?? 0) > question;
  return {
    /** The number of a question that is asked now. */
    ask: () => ++questions,

    /** The week that was answered, with the newer words about its slots: as they are shown. */
    whole(question: number, answer: Week, shown: Week | undefined): Week {
      ofWhole = Math.max(ofWhole, question);
      const newer = new Set([...ofSlot.keys(), ...underWay.keys()].filter((id) => hasNewer(id, question)));
      for (const [id, word] of ofSlot) if (word <= question) ofSlot.delete(id);
      if (shown === undefined || newer.size === 0) return answer;
      const kept = shown.slots.filter(({ id }) => newer.has(id));
      return patchWeek(answer, [...newer], kept);
    },

    /** The week that is shown, with an answer about some of its slots, as far as there is no newer word about them. */
    some(question: number, asked: readonly string[], answer: readonly Slot[], shown: Week): Week {
      const news = new Set(asked.filter((id) => question > ofWhole && !hasNewer(id, question)));
      for (const id of news) ofSlot.set(id, question);
      const fresh = answer.filter(({ id }) => news.has(id));
      return patchWeek(shown, [...news], fresh);
    },

    /** A slot is put somewhere here. Until the function that it returns is called, when the server has answered, nothing else counts. */
    put(slotId: string): () => void {
      underWay.set(slotId, (underWay.get(slotId) ?? 0) + 1);
      return () => {
        const left = (underWay.get(slotId) ?? 1) - 1;
        if (left > 0) underWay.set(slotId, left);
        else underWay.delete(slotId);
        ofSlot.set(slotId, ++questions);
      };
    },
  };
}

type NewestWords = ReturnType<typeof newestWords>;
const known = new WeakMap<QueryClient, Map<string, NewestWords>>();

/** The words about a week, whoever asks for it or for some of it. */
export function wordsAbout(queryClient: QueryClient, queryKey: QueryKey): NewestWords {
  const ofClient = known.get(queryClient) ?? new Map<string, NewestWords>();
  known.set(queryClient, ofClient);
  const hash = hashKey(queryKey);
  const words = ofClient.get(hash) ?? newestWords();
  ofClient.set(hash, words);
  return words;
}
