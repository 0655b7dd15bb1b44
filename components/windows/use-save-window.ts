"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { notify } from "@/components/ui/toaster";
import { rpc } from "@/lib/rpc/client";
import { changeWindow, createWindow, splitWindow } from "@/lib/windows/actions";
import type { SlotsAnswer } from "./slots-question";
import { type ChangeOf, changeable } from "./use-window-preview";
import type { columnsOf } from "./window-draft";
import type { ChangePreview, WindowRow } from "./window-row";

type Columns = NonNullable<ReturnType<typeof columnsOf>>;

const fields = [
  ...["name", "environmentId", "rrule", "localStart", "durationMinutes", "zone", "lanes", "teamIds"],
  ...["exdates", "rdates"],
];
/** No slot is touched, so none needs an answer: openings follow the rule around slots that still fit. */
const untouched: SlotsAnswer = { slots: "move", orphans: "refuse" };

/** All of it, or from one opening on: then another window goes on. */
async function write({ windowId, occurrenceId }: ChangeOf, input: Columns & SlotsAnswer) {
  if (occurrenceId !== undefined) return await splitWindow({ windowId, occurrenceId, ...input });
  const [error, value] = await changeWindow({ windowId, ...input });
  return [error, value && { windowId, ...value }] as const;
}

type Saving = { window: WindowRow | undefined; of: ChangeOf | undefined; environmentId: string };

/** Saves a window: sets it up, changes all of it, or changes it from one opening on; asks first when booked slots are touched. */
export function useSaveWindow({ window, of, environmentId }: Saving) {
  const router = useRouter();
  const form = useFormAction(fields);
  const [question, setQuestion] = useState<ChangePreview>();
  const [isAsking, setAsking] = useState(false);

  function leave(windowId: string, title: string, text?: string, tone: "clear" | "waiting" = "clear") {
    notify({ title, text, tone });
    router.push(`/settings/windows/${windowId}`);
  }

  async function create(columns: Columns) {
    const done = await form.run(() => createWindow({ environmentId, ...columns }));
    if (done) leave(done.value.windowId, `${columns.name} is set up`, `${done.value.openings} openings are planned.`);
  }

  async function change(columns: Columns, answer: SlotsAnswer) {
    if (of === undefined) return;
    const done = await form.run(() => write(of, { ...columns, ...answer }));
    setQuestion(undefined);
    if (!done) return;
    const { kept, movedSlots, cancelledSlots } = done.value;
    const told = [
      ...(movedSlots > 0 ? [`${movedSlots} ${movedSlots === 1 ? "slot" : "slots"} moved along.`] : []),
      ...(cancelledSlots > 0
        ? [`${cancelledSlots} ${cancelledSlots === 1 ? "slot was" : "slots were"} given up.`]
        : []),
      ...(kept.length > 0
        ? [
            `${kept.length === 1 ? "One opening stays" : `${kept.length} openings stay`} as before for the slots inside.`,
          ]
        : []),
    ];
    leave(
      done.value.windowId,
      `${columns.name} was changed`,
      told.join(" ") || undefined,
      told.length > 0 ? "waiting" : "clear",
    );
  }

  /** What becomes of slots is asked for once more at this moment: somebody may have booked since the page worked it out. */
  async function submit(columns: Columns) {
    if (window === undefined || of === undefined) return await create(columns);
    setAsking(true);
    try {
      const preview = await rpc.windows.previewChange({ ...of, ...changeable(columns) });
      if (preview.moved + preview.orphaned > 0) return setQuestion(preview);
    } catch {
      // What refuses the preview refuses the change, which says why at its field.
    } finally {
      setAsking(false);
    }
    await change(columns, untouched);
  }

  return {
    submit,
    question,
    answer: change,
    takeBack: () => setQuestion(undefined),
    pending: form.pending || isAsking,
    refusal: form.refusal,
    errorOf: form.errorOf,
  };
}
