"use client";

import { Notice } from "@/components/ui/notice";
import type { PolicyPreview, PolicyVersion } from "@/lib/approvals/input/policy-output";
import { formatRange } from "@/lib/time/format";

type PolicyEffectsProps = {
  preview: PolicyPreview | undefined;
  authorExcluded: boolean;
  stages: PolicyVersion["stages"];
};

/** What the change would do, before anybody makes it. */
export function PolicyEffects({ preview, authorExcluded, stages }: PolicyEffectsProps) {
  return (
    <div className="grid gap-2.5" aria-live="polite">
      {stages.length === 0 && (
        <Notice tone="waiting" title="Nobody would have to sign">
          {preview !== undefined && preview.freed > 0
            ? `${preview.freed} booked ${preview.freed === 1 ? "slot needs" : "slots need"} no signature any more.`
            : "Slots open when their other gates pass."}
        </Notice>
      )}
      {stages.length > 0 && preview !== undefined && preview.freed > 0 && (
        <Notice
          tone="clear"
          title={`${preview.freed} booked ${preview.freed === 1 ? "slot waits" : "slots wait"} for no signature any more`}
        >
          What was signed already is enough then.
        </Notice>
      )}
      {!authorExcluded && stages.length > 0 && (
        <Notice tone="risk" title="Authors may approve their own work">
          Every slot and every approval of this environment will say so.
        </Notice>
      )}
      {preview !== undefined && preview.stale.length > 0 && (
        <Notice
          tone="waiting"
          title={`${preview.stale.length} booked ${preview.stale.length === 1 ? "slot" : "slots"} must be signed again`}
          rules={preview.stale.map(({ names, during, zone, signedBy }) => ({
            name: names.join(", ") || "Slot",
            reason: `${formatRange(during, zone)}, signed by ${signedBy.join(", ")}.`,
          }))}
        />
      )}
      {preview !== undefined && preview.stale.length === 0 && stages.length > 0 && (
        <p className="text-ink-2 text-sm">No signature that was given so far is touched.</p>
      )}
    </div>
  );
}
