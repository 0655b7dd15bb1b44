import { Row, RowList } from "@/components/ui/row-list";
import type { Tone } from "@/components/ui/tone";
import { ToneMark } from "@/components/ui/tone-mark";
import { formatRange } from "@/lib/time/format";
import type { ChangePreview } from "./window-row";

type SlotsOfChange = Pick<ChangePreview, "kept" | "moved" | "orphaned" | "slots">;

const shown = 8;
const tones: Record<SlotsOfChange["slots"][number]["effect"], Tone> = {
  kept: "clear",
  moved: "waiting",
  orphaned: "risk",
};

const slots = (count: number) => (count === 1 ? "1 booked slot" : `${count} booked slots`);

/** "2 booked slots move along, 1 booked slot loses its place, 5 booked slots stay." */
export function slotsInWords({ kept, moved, orphaned }: SlotsOfChange): string {
  const parts = [
    ...(moved > 0 ? [`${slots(moved)} ${moved === 1 ? "moves" : "move"} along`] : []),
    ...(orphaned > 0 ? [`${slots(orphaned)} ${orphaned === 1 ? "loses its place" : "lose their place"}`] : []),
    ...(kept > 0 ? [`${slots(kept)} ${kept === 1 ? "stays" : "stay"}`] : []),
  ];
  return parts.length === 0 ? "No slot is booked in it." : `${parts.join(", ")}.`;
}

/** What becomes of each booked slot that a change touches: where it goes, or why it has no place. */
export function SlotsPreview({ preview, zone }: { preview: SlotsOfChange; zone: string }) {
  const more = preview.moved + preview.orphaned - Math.min(shown, preview.slots.length);
  return (
    <div className="grid gap-2">
      <p>{slotsInWords(preview)}</p>
      {preview.slots.length > 0 && (
        <RowList label="Slots that are touched">
          {preview.slots.slice(0, shown).map(({ slotId, name, during, to, effect, reason }) => (
            <Row
              key={slotId}
              lead={<ToneMark tone={tones[effect]} className="mt-px" />}
              title={name}
              detail={
                <>
                  {to ? `${formatRange(during, zone)} → ${formatRange(to, zone)}` : formatRange(during, zone)}
                  {reason && <span className="block">{reason}</span>}
                </>
              }
            />
          ))}
        </RowList>
      )}
      {more > 0 && <p className="text-ink-2 text-sm">and {more} more</p>}
    </div>
  );
}
