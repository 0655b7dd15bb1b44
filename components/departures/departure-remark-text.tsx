import { clsx } from "clsx";
import { toneTexts } from "@/components/ui/tone";
import type { DepartureRemark } from "@/lib/domain/departure";

/** How it stands: the word in its colour, the reason under it. */
export function DepartureRemarkText({ remark }: { remark: DepartureRemark }) {
  return (
    <>
      <span
        className={clsx(
          "block font-sans font-semibold",
          remark.tone === "neutral" ? "text-ink" : toneTexts[remark.tone],
        )}
      >
        {remark.word}
      </span>
      {remark.detail && <span className="block font-normal font-sans text-ink-2 text-sm">{remark.detail}</span>}
    </>
  );
}
