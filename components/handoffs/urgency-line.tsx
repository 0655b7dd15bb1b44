"use client";

import { useNow } from "@/components/ui/use-now";
import { type Urgency, urgencyInWords } from "@/lib/domain/must-make";

/** Why a build stands where it stands: by when it must be accepted, for what, and how much time is left. */
export function UrgencyLine({ urgency, first }: { urgency: Urgency; first?: string }) {
  const now = useNow(60);
  const words = urgencyInWords(urgency, now);
  return (
    // The server's clock and the browser's differ by moments.
    <p className="mt-1.5 text-xs" suppressHydrationWarning>
      {first !== undefined && <span className="font-semibold">Next: {first}. </span>}
      <span className="text-ink-2" suppressHydrationWarning>
        {`${words.charAt(0).toUpperCase()}${words.slice(1)}.`}
      </span>
    </p>
  );
}
