"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { Range } from "@/lib/time/range";

const AskExceptionDialog = dynamic(() => import("./ask-exception-dialog").then((file) => file.AskExceptionDialog));

export type ExceptionQuestion = {
  /** The freezes that hold it: the first one is asked first. */
  freezes: readonly { id: string; name: string }[];
  environment: { id: string; name: string; zone: string };
  releases: readonly { id: string; name: string }[];
  /** When the slot stands: the time box that is proposed. */
  during: Range;
};

/** At a closed freeze gate: the way to break the glass. */
export function AskException({ question }: { question: ExceptionQuestion }) {
  const [open, setOpen] = useState(false);
  if (question.freezes.length === 0 || question.releases.length === 0) return null;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-6 items-center text-accent text-sm underline phone:min-h-11"
      >
        Ask for an exception
      </button>
      {open && <AskExceptionDialog question={question} onClose={() => setOpen(false)} />}
    </>
  );
}
