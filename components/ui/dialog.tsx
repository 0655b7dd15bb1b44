"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { escapeIsForList, useReturnFocus } from "./use-return-focus";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** One sentence under the title, read with it. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  width?: "sm" | "md" | "lg";
  /** A press beside it or Escape does not close: something half-filled would be lost. The cross still does. */
  sticky?: boolean;
};

const widths = { sm: "md:max-w-sm", md: "md:max-w-lg", lg: "md:max-w-3xl" };

export const dialogVeilClass = "fixed inset-0 z-40 animate-fade bg-veil";

/** In the middle of the screen; on a phone a sheet that rises from the bottom. Head and foot stay while the middle scrolls. */
export const dialogPanelClass = clsx(
  "fixed z-50 flex flex-col border border-line bg-raised shadow-float outline-none",
  "md:inset-0 md:m-auto md:h-fit md:max-h-[86dvh] md:w-[calc(100%-2rem)] md:animate-rise md:rounded-xl",
  "phone:inset-x-0 phone:bottom-0 phone:max-h-[92dvh] phone:animate-slide-up phone:rounded-t-2xl phone:border-x-0 phone:border-b-0",
);

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  width = "md",
  sticky,
}: DialogProps) {
  const returnFocus = useReturnFocus();
  function keepOpen(event: Event) {
    if (sticky || escapeIsForList()) event.preventDefault();
  }
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={dialogVeilClass} />
        <Radix.Content
          data-modal
          aria-modal
          className={clsx(dialogPanelClass, widths[width], "phone:pb-[env(safe-area-inset-bottom)]")}
          {...returnFocus}
          onPointerDownOutside={keepOpen}
          onEscapeKeyDown={keepOpen}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 grow">
              <Radix.Title className="font-semibold text-xl">{title}</Radix.Title>
              {description && <Radix.Description className="mt-0.5 text-ink-2">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <Button variant="quiet" iconOnly aria-label="Close" className="-mt-1 -mr-2">
                <X className="size-4" aria-hidden="true" />
              </Button>
            </Radix.Close>
          </div>
          {children && (
            <div className="grid min-h-0 grow content-start gap-4 overflow-y-auto px-5 py-1 last:pb-5">{children}</div>
          )}
          {footer && (
            <div className="flex justify-end gap-2 px-5 py-4 phone:flex-col-reverse phone:[&>*]:w-full">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
