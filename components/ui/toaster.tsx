"use client";

import { clsx } from "clsx";
import { Toaster as Sonner, toast } from "sonner";
import { Mark } from "./mark";
import { type Tone, toneMarks, toneTexts } from "./tone";
import { rememberUndo } from "./undo";

/** Where notices of what was done appear. Once, in the root layout. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-center"
      expand
      offset={20}
      mobileOffset={{ bottom: "calc(var(--tabs-height) + 12px)", left: 12, right: 12 }}
      visibleToasts={3}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-lg border border-line bg-raised px-3.5 py-3 text-ink text-base shadow-float md:w-[22rem] print:hidden",
          content: "grid min-w-0 grow gap-0.5",
          title: "font-semibold",
          description: "text-ink-2 text-sm",
          actionButton:
            "shrink-0 min-h-7 rounded-md border border-line bg-panel px-2.5 font-medium text-sm hover:border-control hover:bg-sunken phone:min-h-11",
        },
      }}
    />
  );
}

type Notification = {
  title: string;
  text?: string;
  tone?: Tone;
  /** Takes back what was just done, by a press or by key. The notice stays longer when there is something to take back. */
  undo?: () => void;
  /** Another act than undo: a way to what was made. */
  action?: { label: string; onPress: () => void };
};

/** Long enough to be read by who looks for it only once the page has followed, and to be taken back after reading on (WCAG 2.2.1: 20 s). */
const millis = { toRead: 8_000, toAct: 20_000 };

/** Says that something happened. Never the only place where an error stands: an error stays at what caused it. */
export function notify({ title, text, tone = "clear", undo, action }: Notification): void {
  const takeBack =
    undo &&
    (() => {
      toast.dismiss(id);
      undo();
    });
  const forget = takeBack && rememberUndo(takeBack);
  const press = () => {
    forget?.();
    takeBack?.();
  };
  const act = undo ? { label: "Undo", onPress: press } : action;
  const id = toast(title, {
    description: text,
    duration: act ? millis.toAct : millis.toRead,
    icon: <Mark name={toneMarks[tone]} className={clsx("mt-[5px]", toneTexts[tone])} />,
    action: act && { label: act.label, onClick: act.onPress },
  });
}
