"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";

function digestOf(error: unknown): string | undefined {
  const holdsDigest = typeof error === "object" && error !== null && "digest" in error;
  return holdsDigest && typeof error.digest === "string" ? error.digest : undefined;
}

/** For a bug, never for an expected refusal. The digest finds the entry in the server's log; the message itself stays there. */
export function FailureMessage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <div role="alert" className="mx-auto grid min-h-[60dvh] w-full max-w-md content-center gap-5 p-6">
      <div>
        <h1 className="font-semibold text-3xl tracking-tight">Signal failure</h1>
        <p className="mt-2 text-ink-2">
          This page could not be shown. Nothing you did was lost half-way: a change is saved as a whole or not at all.
        </p>
        {digest && (
          <p className="mt-2 text-ink-2 text-sm">
            For the administrator: <code className="text-ink">{digest}</code>
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <ButtonLink href="/schedule">To the schedule</ButtonLink>
      </div>
    </div>
  );
}
