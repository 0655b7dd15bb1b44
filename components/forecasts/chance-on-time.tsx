import { toneTexts } from "@/components/ui/tone";
import { chanceTone, percentInWords } from "./forecast-words";

/** The chance as a bare number, for a board; a dash where nothing is forecast. */
export function ChanceOnTime({ chance }: { chance: number | null | undefined }) {
  if (chance == null) {
    return (
      <span className="text-ink-2">
        <span aria-hidden="true">–</span>
        <span className="sr-only">no forecast</span>
      </span>
    );
  }
  return <span className={toneTexts[chanceTone(chance)]}>{percentInWords(chance)}</span>;
}
