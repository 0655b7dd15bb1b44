import type { MinuteSpan } from "./hour-scale";
import type { Share } from "./side-by-side";

type TakenAreasProps = {
  pieces: readonly (MinuteSpan & Share)[];
  place: (piece: MinuteSpan) => { top: number; height: number };
  height: number;
};

/** Across: thousandths of the width of the opening. */
const width = 1000;

/** Slots that are still being read: that their places are taken. Thousands of them are one drawing. */
export function TakenAreas({ pieces, place, height }: TakenAreasProps) {
  if (pieces.length === 0) return null;
  const boxes = pieces.map((piece) => {
    const { top, height: length } = place(piece);
    const across = piece.width * width;
    const left = piece.left * width;
    const [inset, low] = [across * 0.06, Math.max(length - 3, 8)];
    return `M${(left + inset).toFixed(1)} ${(top + 1).toFixed(1)}h${(across - 2 * inset).toFixed(1)}v${low.toFixed(1)}h${(2 * inset - across).toFixed(1)}z`;
  });
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="pointer-events-none absolute inset-0 z-1 size-full"
    >
      <path d={boxes.join("")} className="fill-panel stroke-line" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
