"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { TextArea } from "@/components/ui/text-area";
import { notify } from "@/components/ui/toaster";
import { changeTestPlan } from "@/lib/test-plans/actions";
import type { TestPlan } from "@/lib/test-plans/input";
import { planAsText, planOfText } from "./plan-text";

/** A test plan is written as one writes a list; what it will be is said beside it. */
export function TestPlanDialog({ plan, zone, onClose }: { plan: TestPlan; zone: string; onClose: () => void }) {
  const form = useId();
  const queryClient = useQueryClient();
  const [text, setText] = useState(() => planAsText(plan.items));
  const { run, pending, refusal } = useFormAction();
  const items = planOfText(text);
  const required = items.filter((item) => item.required).length;
  const byPipeline = items.filter((item) => item.checkName !== undefined).length;
  async function save(event: FormEvent) {
    event.preventDefault();
    const done = await run(() => changeTestPlan({ serviceId: plan.service.id, expectedVersion: plan.version, items }));
    void queryClient.invalidateQueries();
    if (done === undefined) return;
    notify({ title: `${plan.service.name}: test plan version ${done.value.version}` });
    onClose();
  }
  return (
    <Dialog
      open
      sticky
      width="lg"
      onOpenChange={(open) => !open && onClose()}
      title={`Test plan of ${plan.service.name}`}
      description={`Becomes version ${plan.version + 1}. Tests that have begun keep theirs.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" pending={pending}>
            Save the new version
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={save} noValidate className="grid gap-3">
        <Field
          label="Points"
          hint="An area ends with a colon, each point under it begins with a dash. (optional) behind a point, [check: name] for one that the pipeline answers, indented lines say how to look."
        >
          <TextArea
            autoFocus
            rows={14}
            className="font-mono text-sm"
            placeholder={
              "Payments:\n- Refund to the cent\n    Book 10.01, refund a third.\n- Receipts in Danish (optional)\n\nRegression:\n- End to end [check: e2e]"
            }
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </Field>
        <p className="text-ink-2 text-sm" aria-live="polite">
          {items.length === 0
            ? "No point: nothing is asked for before a verdict."
            : `${items.length} ${items.length === 1 ? "point" : "points"} in ${new Set(items.map((item) => item.area)).size} areas, ${required} required, ${byPipeline} answered by the pipeline.`}
        </p>
        {refusal && <RefusalNotice refusal={refusal} zone={zone} />}
      </form>
    </Dialog>
  );
}
