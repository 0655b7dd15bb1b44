import { clsx } from "clsx";
import { memo } from "react";
import type { FreeRoom } from "@/components/schedule/schedule-data";
import { formatRange } from "@/lib/time/format";
import type { Placed } from "./placed";

type FreeAreaProps = {
  cellKey: string;
  piece: Placed<FreeRoom>;
  top: number;
  height: number;
  zone: string;
  windowName: string;
  hotfixOnly: boolean;
  mayBook: boolean;
};

/** Room that is left in a lane. Who may book is invited to; the others see that it is free. */
export const FreeArea = memo(function FreeArea(props: FreeAreaProps) {
  const { cellKey, piece, top, height, zone, windowName, hotfixOnly, mayBook } = props;
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
    <span className="truncate px-1 print:hidden">
      {mayBook ? (
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
  if (!mayBook) {
    return (
      <div style={style} className={look}>
        {words}
      </div>
    );
  }
  return (
    <button
      type="button"
      data-cell={cellKey}
      tabIndex={-1}
      style={style}
      aria-label={`Book in ${windowName}, lane ${free.lane}, free${hotfixOnly ? " for hotfixes" : ""} ${formatRange(free.during, zone)}`}
      className={clsx(
        look,
        "cursor-cell! touch-manipulation hover:bg-panel hover:font-semibold focus-visible:z-3 print:border-transparent",
      )}
    >
      {words}
    </button>
  );
});
