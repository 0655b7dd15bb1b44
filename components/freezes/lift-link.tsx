"use client";

import { useState } from "react";
import { LiftDialog } from "./lift-dialog";

type LiftLinkProps = { freeze: { freezeId: string; name: string } };

/** In the banner of a stopped line: the way out, one press and a confirmation away. */
export function LiftLink({ freeze }: LiftLinkProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button
        type="button"
        onClick={() => setAsking(true)}
        className="min-h-6 whitespace-nowrap rounded-md border border-current px-2.5 hover:bg-panel/15 phone:min-h-11 print:hidden"
      >
        Lift
      </button>
      {asking && <LiftDialog freezeId={freeze.freezeId} name={freeze.name} onClose={() => setAsking(false)} />}
    </>
  );
}
