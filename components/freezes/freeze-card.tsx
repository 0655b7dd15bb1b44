"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { takeBack } from "@/components/shell/take-back";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Chip, StatusChip } from "@/components/ui/chip";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { notify } from "@/components/ui/toaster";
import { OpeningTime } from "@/components/windows/opening-time";
import { describeRule } from "@/lib/time/describe-rule";
import { formatInstant } from "@/lib/time/format";
import { liftFreeze, reinstateFreeze } from "@/lib/windows/actions";
import type { FreezeRow } from "./freeze-row";
import { gradeWords, scopeInWords } from "./freeze-words";

type FreezeCardProps = { freeze: FreezeRow; inForce: boolean; mayManage: boolean };

/** One freeze: what it closes, where, when and why. */
export function FreezeCard({ freeze, inForce, mayManage }: FreezeCardProps) {
  const { id: freezeId, name, grade, zone, nextPeriod, reason, liftedAt, liftedBy, rrule, scope } = freeze;
  const form = useFormAction();
  const [asking, setAsking] = useState(false);
  async function lift() {
    const done = await form.run(() => liftFreeze({ freezeId }));
    if (!done) return false;
    notify({ title: `${name} was lifted`, undo: takeBack(() => reinstateFreeze({ freezeId })) });
    return true;
  }
  async function reinstate() {
    const done = await form.run(() => reinstateFreeze({ freezeId }));
    if (done) notify({ title: `${name} closes again`, tone: "waiting" });
  }
  return (
    <Card edge={inForce ? "var(--risk)" : undefined}>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid min-w-0 gap-1">
          <h3 className="flex flex-wrap items-center gap-2 font-semibold text-base">
            {name}
            <Chip tone={grade === "closed" ? "risk" : "waiting"}>{gradeWords[grade].name}</Chip>
            {liftedAt && (
              <StatusChip tone="neutral" mark="cross">
                lifted
              </StatusChip>
            )}
          </h3>
          <p>
            {nextPeriod ? <OpeningTime during={nextPeriod} zone={zone} /> : "Closes nothing that is still to come."}
          </p>
          <p className="text-sm">{scopeInWords(scope)}</p>
          {rrule && <p className="text-ink-2 text-sm first-letter:uppercase">{describeRule(freeze)}</p>}
          {reason && <p className="max-w-prose whitespace-pre-line text-ink-2 text-sm">{reason}</p>}
          {liftedAt && (
            <p className="text-ink-2 text-sm">
              Lifted {formatInstant(liftedAt, zone)}
              {liftedBy && ` by ${liftedBy}`}.
            </p>
          )}
        </div>
        {mayManage && (
          <div className="flex flex-wrap gap-2 phone:w-full phone:[&>*]:grow">
            {liftedAt ? (
              nextPeriod && (
                <Button onClick={reinstate} pending={form.pending}>
                  Reinstate
                </Button>
              )
            ) : (
              <>
                <ButtonLink href={`/settings/freezes/${freezeId}`} aria-label={`Change ${name}`}>
                  Change
                </ButtonLink>
                <Button
                  variant="danger"
                  aria-label={`Lift ${name}`}
                  onClick={() => {
                    form.forget();
                    setAsking(true);
                  }}
                >
                  Lift
                </Button>
              </>
            )}
          </div>
        )}
      </div>
      {!asking && <FormRefusal refusal={form.refusal} />}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Lift ${name}?`}
        description="It closes nothing any more, at once. It stays on the record, and you can take it back."
        confirmLabel="Lift the freeze"
        onConfirm={lift}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </Card>
  );
}
