"use client";

import { useState } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { notify } from "@/components/ui/toaster";
import { reinstateFreeze } from "@/lib/freezes/actions";
import type { FreezeRow } from "./freeze-row";
import { LiftDialog } from "./lift-dialog";

type FreezeActsProps = { freeze: Pick<FreezeRow, "id" | "name" | "liftedAt" | "nextPeriod"> };

/** What whoever manages freezes can do with one. One that is over for good can only be looked at. */
export function FreezeActs({ freeze: { id: freezeId, name, liftedAt, nextPeriod } }: FreezeActsProps) {
  const form = useFormAction();
  const [asking, setAsking] = useState(false);
  async function reinstate() {
    const done = await form.run(() => reinstateFreeze({ freezeId }));
    if (done) notify({ title: `${name} closes again`, tone: "waiting" });
  }
  if (nextPeriod === null) return null;
  if (liftedAt) {
    return (
      <>
        <FormRefusal refusal={form.refusal} />
        <Button onClick={reinstate} pending={form.pending} aria-label={`Reinstate ${name}`}>
          Reinstate
        </Button>
      </>
    );
  }
  return (
    <>
      <ButtonLink href={`/settings/freezes/${freezeId}/edit`} aria-label={`Change ${name}`}>
        Change
      </ButtonLink>
      <Button variant="danger" aria-label={`Lift ${name}`} onClick={() => setAsking(true)}>
        Lift
      </Button>
      {asking && <LiftDialog freezeId={freezeId} name={name} onClose={() => setAsking(false)} />}
    </>
  );
}
