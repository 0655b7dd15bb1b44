"use client";

import { useFreezePreview } from "@/components/freezes/use-freeze-preview";
import { WhoIsHit } from "@/components/freezes/who-is-hit";
import { FreezeRehearsal } from "@/components/plans/rehearsals";
import type { FreezeOfUse } from "./use-fields";

type CalendarClosingProps = { calendarId: string; name: string; freeze: FreezeOfUse };

/** Whom the events of a calendar that marks so far would hit, and what they would have done, before they close. */
export function CalendarClosing({ calendarId, name, freeze }: CalendarClosingProps) {
  const { thaw: _, thawPerHour: __, ...closes } = freeze;
  const { data, isStale, refusal } = useFreezePreview({ calendarId, ...closes });
  return (
    <>
      <WhoIsHit preview={refusal ? { hits: [], passing: [] } : data} isStale={isStale && !refusal} />
      <FreezeRehearsal input={{ after: { calendarId, ...closes, name } }} />
    </>
  );
}
