import { toneTexts } from "@/components/ui/tone";
import type { OddsBasis as Basis } from "@/lib/forecasts/input";
import { chanceTone, percentInWords } from "./forecast-words";
import { OddsBasis } from "./odds-basis";

type OnBoard = { chance?: number | null; basis?: Basis | null };

/** The chance on the board on the wall, what it stands on beneath; a dash where nothing is forecast. */
export function ChanceOnTime({ row: { chance, basis } }: { row: OnBoard }) {
  if (chance == null) {
    return (
      <span className="text-ink-2">
        <span aria-hidden="true">–</span>
        <span className="sr-only">no forecast</span>
      </span>
    );
  }
  return (
    <>
      <Percent chance={chance} />
      {/* As wide as the heading of its column: a mark more goes beneath and widens nothing. */}
      {basis && <OddsBasis basis={basis} className="mt-0.5 flex! max-w-40" />}
    </>
  );
}

/** The same in a line of a card; nothing where nothing is forecast. */
export function ChanceLine({ row: { chance, basis } }: { row: OnBoard }) {
  if (chance == null) return null;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <span>
        <Percent chance={chance} /> on time
      </span>
      {basis && <OddsBasis basis={basis} hasRoom />}
    </p>
  );
}

function Percent({ chance }: { chance: number }) {
  return <span className={toneTexts[chanceTone(chance)]}>{percentInWords(chance)}</span>;
}
