"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import type { BookedBy } from "@/lib/domain/forecast/booked-by";
import { type WhatIf, whatIfs, whatIfWords } from "@/lib/domain/forecast/what-if";
import type { WhatIfAnswer } from "@/lib/forecasts/input";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { formatInstant } from "@/lib/time/format";
import { percentInWords } from "./forecast-words";

type WhatIfDialogProps = { releaseId: string; name: string; booked: BookedBy | null; onClose: () => void };

/** One change at a time, and what it does to the odds. Nothing is changed by asking. */
export function WhatIfDialog({ releaseId, name, booked, onClose }: WhatIfDialogProps) {
  const [change, setChange] = useState<WhatIf>("another_tester");
  const { data, error } = useQuery(api.forecasts.whatIf.queryOptions({ input: { releaseId, change } }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`What if… ${name}`}
      description="Only asked: nothing is changed."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      <div className="grid gap-4">
        <RadioGroup
          label="What would be different"
          value={change}
          onChange={(value) => setChange(value as WhatIf)}
          options={whatIfs.map((each) => ({ value: each, label: whatIfWords(each, booked).title }))}
        />
        <div aria-live="polite">
          {error && <Notice tone="risk">{refusalOfError(error).message}</Notice>}
          {!data && !error && <Skeleton lines={3} />}
          {data && <Answer answer={data} booked={booked} />}
        </div>
      </div>
    </Dialog>
  );
}

type AnswerProps = { answer: WhatIfAnswer; booked: BookedBy | null };

function Answer({ answer: { before, after, zone, note }, booked }: AnswerProps) {
  const what = booked === "departure" ? "Leaves with its train" : "Leaves in its slot";
  const rows = [
    ...(before.chance !== null && after.chance !== null
      ? [{ what, before: percentInWords(before.chance), after: percentInWords(after.chance) }]
      : []),
    { what: "Half of all runs by", before: formatInstant(before.p50, zone), after: formatInstant(after.p50, zone) },
    { what: "85 % by", before: formatInstant(before.p85, zone), after: formatInstant(after.p85, zone) },
  ];
  return (
    <>
      <table className="w-full text-left text-sm">
        <thead className="text-ink-2">
          <tr>
            <th scope="col" className="py-1 font-medium">
              Odds
            </th>
            <th scope="col" className="py-1 font-medium">
              now
            </th>
            <th scope="col" className="py-1 font-medium">
              then
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.what} className="border-line border-t">
              <th scope="row" className="py-1.5 pr-3 font-normal">
                {row.what}
              </th>
              <td className="py-1.5 pr-3">{row.before}</td>
              <td className="py-1.5 font-semibold">{row.after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-ink-2 text-xs">{note}</p>
    </>
  );
}
