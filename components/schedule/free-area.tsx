import { formatRange } from "@/lib/time/format";
import type { Placed } from "./day-plan";
import type { FreeRoom } from "./schedule-data";

type FreeAreaProps = {
  piece: Placed<FreeRoom>;
  top: number;
  height: number;
  zone: string;
  windowName: string;
  hotfixOnly: boolean;
  onBook?: (free: FreeRoom) => void;
};

/** Room that is left in a lane. Who may book is invited to; the others see that it is free. */
export function FreeArea({ piece, top, height, zone, windowName, hotfixOnly, onBook }: FreeAreaProps) {
  const { of: free, left, width } = piece;
  const style = {
    top: top + 1,
    height: Math.max(height - 3, 12),
    left: `calc(${left * 100}% + 2px)`,
    width: `calc(${width * 100}% - 4px)`,
  };
  const look =
    "@container absolute grid place-items-center overflow-hidden rounded-md border border-dashed border-clear/45 text-clear text-xs";
  const kind = hotfixOnly ? "hotfix" : "free";
  const words = height >= 22 && (
    <span className="truncate px-1">
      {onBook ? (
        <>
          <span className="@max-[4.25rem]:hidden">{kind} · </span>
          <span className={hotfixOnly ? "@max-[4.25rem]:hidden" : undefined}>book</span>
          {hotfixOnly && <span className="@min-[4.25rem]:hidden">{kind}</span>}
        </>
      ) : (
        kind
      )}
    </span>
  );
  if (!onBook) {
    return (
      <div style={style} className={look}>
        {words}
      </div>
    );
  }
  return (
    <button
      type="button"
      data-cell
      tabIndex={-1}
      style={style}
      aria-label={`Book in ${windowName}, lane ${free.lane}, free${hotfixOnly ? " for hotfixes" : ""} ${formatRange(free.during, zone)}`}
      onClick={() => onBook(free)}
      className={`${look} hover:bg-panel hover:font-semibold focus-visible:z-3 print:border-transparent`}
    >
      {words}
    </button>
  );
}
