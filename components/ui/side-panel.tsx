"use client";

import { clsx } from "clsx";
import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { phoneQuery, useMediaQuery } from "./use-media-query";
import { escapeIsForList, useReturnFocus } from "./use-return-focus";

type SidePanelProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The quiet line above the title: what kind of thing, where. */
  kicker?: ReactNode;
  title: ReactNode;
  /** The quiet line under the title. */
  subtitle?: ReactNode;
  children?: ReactNode;
  /** Buttons that stay in sight at the bottom. */
  footer?: ReactNode;
};

/**
 * The details of one thing beside the whole: what lies beneath stays usable (choosing another slot swaps the content), Escape
 * closes. On a phone it covers the screen, and is modal there.
 */
export function SidePanel({ open, onOpenChange, kicker, title, subtitle, children, footer }: SidePanelProps) {
  const phone = useMediaQuery(phoneQuery);
  const returnFocus = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange} modal={phone}>
      <Radix.Portal>
        <Radix.Content
          aria-describedby={undefined}
          data-modal={phone || undefined}
          aria-modal={phone || undefined}
          {...returnFocus}
          onEscapeKeyDown={(event) => escapeIsForList() && event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          className={clsx(
            "fixed z-30 flex flex-col bg-panel shadow-side outline-none print:static print:shadow-none",
            "md:inset-y-0 md:right-0 md:w-[21rem] md:animate-slide-in md:border-line md:border-l",
            "phone:inset-0 phone:z-50 phone:animate-slide-up phone:pb-[env(safe-area-inset-bottom)]",
          )}
        >
          <div className="flex items-start gap-2 px-4.5 pt-4 pb-3">
            <div className="min-w-0 grow">
              {kicker && <p className="text-ink-2 text-sm">{kicker}</p>}
              <Radix.Title className="font-semibold text-xl">{title}</Radix.Title>
              {subtitle && <p className="text-ink-2 text-sm">{subtitle}</p>}
            </div>
            <Radix.Close asChild>
              <Button variant="quiet" iconOnly aria-label="Close" className="-mt-1 -mr-2">
                <X className="size-4" aria-hidden="true" />
              </Button>
            </Radix.Close>
          </div>
          <div className="grid min-h-0 grow content-start gap-4 overflow-y-auto px-4.5 pb-4">{children}</div>
          {footer && (
            <div className="flex flex-wrap gap-2 border-line border-t px-4.5 py-3 empty:hidden phone:grid phone:grid-cols-2 phone:[&>*]:w-full phone:[&>:first-child:nth-last-child(odd)]:col-span-2">
              {footer}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
