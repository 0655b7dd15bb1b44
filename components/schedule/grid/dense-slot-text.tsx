import { clsx } from "clsx";
import type { Slot } from "@/components/schedule/schedule-data";
import { slotLooks, slotTitle } from "@/components/slots/slot-words";
import { Mark } from "@/components/ui/mark";
import { toneTexts } from "@/components/ui/tone";

const twoLines = 34;
const threeLines = 50;

type DenseSlotTextProps = { slot: Slot; start: string; height: number };

/**
 * The words on a card among hundreds: how it stands, what it ships, when. What is too long is cut off by the card itself: an ellipsis
 * for each line would make the browser keep track of thousands of edges.
 */
export function DenseSlotText({ slot, start, height }: DenseSlotTextProps) {
  const { summary, releases, hold, opaque } = slot;
  const [first] = releases;
  const look = slotLooks[summary.state];
  const isPlain = hold === null && !opaque && releases.length === 1 && first !== undefined;
  return (
    <>
      <span className="flex items-center gap-0.5 whitespace-nowrap font-semibold text-2xs">
        <Mark name={look.mark} className={clsx("size-2!", toneTexts[look.tone])} />
        {isPlain ? first.serviceName : slotTitle(slot)}
      </span>
      {height >= twoLines && isPlain && <span className="whitespace-nowrap text-2xs">{first.version}</span>}
      {height >= threeLines && <span className="whitespace-nowrap text-2xs text-ink-2">{start}</span>}
    </>
  );
}
