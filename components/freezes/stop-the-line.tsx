"use client";

import { clsx } from "clsx";
import { OctagonX } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

// Loaded on the press: it is there on every page and opened once a year.
const StopTheLineDialog = dynamic(() => import("./stop-the-line-dialog").then((file) => file.StopTheLineDialog));

/** The red handle within reach of every page: one press says who would be hit, the second stops the line. */
export function StopTheLine({ className }: { className?: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className={clsx(
          "flex min-h-8 w-full items-center gap-2.5 rounded-md px-2 text-left text-risk hover:bg-risk-ground phone:min-h-12 phone:text-lg",
          className,
        )}
      >
        <OctagonX aria-hidden="true" className="size-4 shrink-0 phone:size-5" strokeWidth={1.75} />
        Stop the line
      </button>
      {open && <StopTheLineDialog onClose={() => setOpen(false)} />}
    </>
  );
}
