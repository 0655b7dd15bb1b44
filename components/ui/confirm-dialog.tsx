"use client";

import { clsx } from "clsx";
import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { dialogPanelClass, dialogVeilClass } from "./dialog";
import { useReturnFocus } from "./use-return-focus";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and what of it can be taken back. */
  description: ReactNode;
  /** More fields (a reason), or the notice that explains a refusal. */
  children?: ReactNode;
  /** The verb itself: "Cancel the slot", never "OK". */
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "danger" | "primary";
  /** Runs at confirm. The dialog closes when it resolves to anything but `false`; until then the button is busy. */
  onConfirm: () => unknown;
};

/** Asks before something that cannot be undone. The focus starts on the harmless button. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    children,
    confirmLabel,
    cancelLabel = "Keep it",
    tone = "danger",
    onConfirm,
  } = props;
  const returnFocus = useReturnFocus();
  const [pending, setPending] = useState(false);
  async function confirm() {
    setPending(true);
    try {
      if ((await onConfirm()) !== false) onOpenChange(false);
    } finally {
      setPending(false);
    }
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={dialogVeilClass} />
        <Radix.Content
          {...returnFocus}
          data-modal
          className={clsx(
            dialogPanelClass,
            "gap-4 overflow-y-auto p-5 md:max-w-md phone:pb-[calc(1.25rem+env(safe-area-inset-bottom))]",
          )}
        >
          <div className="grid gap-1.5">
            <Radix.Title className="font-semibold text-xl">{title}</Radix.Title>
            <Radix.Description className="text-ink-2">{description}</Radix.Description>
          </div>
          {children}
          <div className="flex justify-end gap-2 phone:flex-col-reverse phone:[&>*]:w-full">
            <Radix.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </Radix.Cancel>
            <Button
              variant={tone === "danger" ? "default" : "primary"}
              className={clsx(tone === "danger" && "border-transparent! bg-risk! text-on-risk!")}
              pending={pending}
              onClick={confirm}
            >
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
