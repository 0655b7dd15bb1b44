import { clsx } from "clsx";
import { Mark } from "@/components/ui/mark";

type Remark = { isGood: boolean; words: string };

/** What speaks for a place and against it: a mark and words each. */
export function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <span className="grid gap-0.5 text-left text-xs">
      {remarks.map(({ isGood, words }) => (
        <span key={words} className={clsx("flex gap-1.5 whitespace-normal", isGood ? "text-ink-2" : "text-waiting")}>
          <Mark name={isGood ? "check" : "triangle"} className={clsx("mt-[3px]", isGood && "text-clear")} />
          <span className="min-w-0">
            <span className="sr-only">{isGood ? "For it: " : "Against it: "}</span>
            {words}
          </span>
        </span>
      ))}
    </span>
  );
}
