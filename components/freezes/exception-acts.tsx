"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  grantException,
  refuseException,
  reviewException,
  revokeException,
  withdrawException,
} from "@/lib/freezes/actions";
import type { ExceptionRow } from "@/lib/freezes/input/exceptions";
import { formatRange } from "@/lib/time/format";
import { ExceptionDialog } from "./exception-dialog";
import { exceptionName } from "./exception-words";

type Act = "grant" | "refuse" | "withdraw" | "revoke" | "review";

/** What the reader may do with an exception, each asked for once more with its consequence. */
export function ExceptionActs({ exception }: { exception: ExceptionRow }) {
  const [open, setOpen] = useState<Act>();
  const { id: exceptionId, may, during, environment, requestedBy, freeze } = exception;
  const name = exceptionName(exception);
  const box = formatRange(during, environment.zone);
  const close = () => setOpen(undefined);
  return (
    <>
      {may.answer && (
        <>
          <Button size="sm" onClick={() => setOpen("refuse")} aria-label={`Refuse ${name}`}>
            Refuse
          </Button>
          <Button size="sm" variant="primary" onClick={() => setOpen("grant")} aria-label={`Grant ${name}`}>
            Grant
          </Button>
        </>
      )}
      {may.withdraw && (
        <Button size="sm" onClick={() => setOpen("withdraw")} aria-label={`Withdraw ${name}`}>
          Withdraw
        </Button>
      )}
      {may.revoke && (
        <Button size="sm" variant="danger" onClick={() => setOpen("revoke")} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      )}
      {may.review && (
        <Button size="sm" variant="primary" onClick={() => setOpen("review")} aria-label={`Review ${name}`}>
          Review
        </Button>
      )}
      {open === "grant" && (
        <ExceptionDialog
          title={`Let ${name} through ${freeze.name}?`}
          description={`It may open ${box}, if every other gate is clear. Your name stands beside it: you take the risk that ${requestedBy} asked for.`}
          confirmLabel="Grant the exception"
          cancelLabel="Not yet"
          tone="primary"
          field={{ label: "Comment", required: false }}
          act={(comment) => grantException({ exceptionId, comment })}
          done={`${name} may pass ${box}`}
          onClose={close}
        />
      )}
      {open === "refuse" && (
        <ExceptionDialog
          title={`Refuse the exception for ${name}?`}
          description={`${freeze.name} holds it back as before. ${requestedBy} reads why.`}
          confirmLabel="Refuse it"
          cancelLabel="Not yet"
          field={{ label: "Reason", required: true, whyAsked: `Say why: ${requestedBy} has to plan with it.` }}
          act={(comment) => refuseException({ exceptionId, comment })}
          done={`The exception for ${name} was refused`}
          onClose={close}
        />
      )}
      {open === "withdraw" && (
        <ExceptionDialog
          title={`Withdraw the request for ${name}?`}
          description="Nobody needs to answer it any more. You can ask again."
          confirmLabel="Withdraw the request"
          act={() => withdrawException({ exceptionId })}
          done={`The request for ${name} was withdrawn`}
          onClose={close}
        />
      )}
      {open === "revoke" && (
        <ExceptionDialog
          title={`Revoke the exception for ${name}?`}
          description="Nothing opens by it any more, from now on. What has opened goes on."
          confirmLabel="Revoke it"
          act={() => revokeException({ exceptionId })}
          done={`The exception for ${name} was revoked`}
          onClose={close}
        />
      )}
      {open === "review" && (
        <ExceptionDialog
          title={`Look back at ${name}`}
          description={`${requestedBy} asked: “${exception.reason}” Was it needed, how did it go, what would have made it unnecessary?`}
          confirmLabel="Keep the review"
          cancelLabel="Later"
          tone="primary"
          field={{ label: "What the review found", required: true, whyAsked: "A review says something." }}
          act={(review) => reviewException({ exceptionId, review })}
          done={`${name} is reviewed`}
          onClose={close}
        />
      )}
    </>
  );
}
