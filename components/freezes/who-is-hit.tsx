import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Skeleton } from "@/components/ui/skeleton";
import type { PassReason } from "@/lib/domain/freeze-hits";
import type { FreezePreview } from "./freeze-row";
import { listedInWords } from "./freeze-words";
import { HitList } from "./hit-list";

const shownHits = 12;
const shownPassing = 6;

const passWords: Record<PassReason, string> = {
  elsewhere: "not meant",
  excluded: "left out",
  grade: "the grade lets it pass",
  exception: "has an exception",
};

/** Where not all of them are sent along, their number is. */
type Whom = Pick<FreezePreview, "hits" | "passing"> & { hitCount?: number; passingCount?: number };
type WhoIsHitProps = { preview: Whom | undefined; isStale: boolean };

/** The booked slots that would be missed, so that nobody learns of a freeze from a deployment that did not happen; and what passes. */
export function WhoIsHit({ preview, isStale }: WhoIsHitProps) {
  const isWorking = !preview || isStale;
  return (
    <Card title="Who is hit" aria-live="polite" aria-busy={isWorking}>
      {isWorking ? (
        <Skeleton lines={2} />
      ) : (
        <div className="grid gap-4">
          <Hit hits={preview.hits} count={preview.hitCount ?? preview.hits.length} />
          {preview.passing.length > 0 && (
            <Passing passing={preview.passing} count={preview.passingCount ?? preview.passing.length} />
          )}
        </div>
      )}
    </Card>
  );
}

function Hit({ hits, count }: { hits: FreezePreview["hits"]; count: number }) {
  if (hits.length === 0) {
    return (
      <p className="flex items-center gap-2">
        <StatusChip tone="clear">nobody</StatusChip> No slot is booked that it would stop.
      </p>
    );
  }
  return (
    <div className="grid gap-3">
      <p>
        <strong className="font-semibold">{count === 1 ? "1 booked slot" : `${count} booked slots`}</strong> will be
        missed unless {count === 1 ? "it is" : "they are"} moved.
      </p>
      <HitList hits={hits.slice(0, shownHits)} />
      <Listed shown={shownHits} count={count} />
    </div>
  );
}

function Passing({ passing, count }: { passing: FreezePreview["passing"]; count: number }) {
  return (
    <div className="grid gap-3 border-line border-t pt-3">
      <h3 className="font-semibold text-ink-2 text-sm">What would still pass</h3>
      <HitList
        hits={passing.slice(0, shownPassing)}
        label="Slots that pass"
        remark={({ because }) => passWords[because]}
      />
      <Listed shown={shownPassing} count={count} />
    </div>
  );
}

function Listed({ shown, count }: { shown: number; count: number }) {
  const words = listedInWords(shown, count);
  return words === "" ? null : <p className="text-ink-2 text-sm">{words}</p>;
}
