import { listInWords } from "@/components/freezes/closing-words";
import type { Freeze } from "@/components/schedule/schedule-data";
import { gradeInWords } from "@/lib/domain/freeze";

type FreezeAreaProps = { freeze: Freeze; top: number; height: number };

/** Frozen hours of a day, hatched under the slots that stand in them; clicks go through. */
export function FreezeArea({ freeze, top, height }: FreezeAreaProps) {
  const { name, grade, only, except } = freeze;
  const scope = [
    gradeInWords(grade),
    only.length > 0 && `only ${listInWords(only)}`,
    except.length > 0 && `but not ${listInWords(except)}`,
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <div
      style={{ top, height }}
      className="pointer-events-none absolute inset-x-1 overflow-hidden rounded-md border border-risk/35 bg-hatch-freeze"
    >
      {height >= 24 && (
        <span
          title={`${name}, ${scope}`}
          className="absolute top-1.5 left-1.5 max-w-[calc(100%-0.75rem)] truncate rounded-sm bg-panel px-1.5 py-px font-semibold text-risk text-xs"
        >
          {name}
        </span>
      )}
    </div>
  );
}
