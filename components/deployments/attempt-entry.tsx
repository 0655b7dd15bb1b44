import type { ReactNode } from "react";
import { formatDuration } from "@/lib/time/format";
import type { Attempt } from "./deployment-data";

/** One HTTP attempt: what it came to, and on request all that was sent and answered. Signatures are nowhere stored. */
export function AttemptEntry({ attempt, call = "Call" }: { attempt: Attempt; call?: string }) {
  const { number, url, requestBody, responseExcerpt, sentAt, answeredAt } = attempt;
  return (
    <>
      <p className="font-semibold">
        {call} {number}: {outcomeOf(attempt)}
        {answeredAt && (
          <span className="font-normal text-ink-2 text-sm">
            {" "}
            after {formatDuration(answeredAt.getTime() - sentAt.getTime())}
          </span>
        )}
      </p>
      <details className="mt-1 text-sm">
        <summary className="hit-area w-fit cursor-pointer text-accent">What was sent and answered</summary>
        <div className="mt-2 grid gap-3">
          <Block title="Request">
            {`POST ${url}\n\n`}
            {indented(requestBody)}
          </Block>
          <Block title={`Answer${attempt.statusCode === null ? "" : ` ${attempt.statusCode}`}`}>
            {responseExcerpt || attempt.error || (answeredAt ? "(empty)" : "(none yet)")}
          </Block>
        </div>
      </details>
    </>
  );
}

export function outcomeOf({ statusCode, error, answeredAt }: Attempt): string {
  if (statusCode !== null) return `answered ${statusCode}`;
  if (error !== null) return error;
  return answeredAt ? "no answer" : "waiting for the answer";
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h4 className="mb-1 font-medium text-ink-2 text-xs">{title}</h4>
      {/* Scrollable, so it must be reachable by keyboard. */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: see above.
        tabIndex={0}
        className="max-h-80 overflow-auto whitespace-pre-wrap break-all rounded-lg bg-sunken p-3 font-mono text-xs"
      >
        {children}
      </pre>
    </section>
  );
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
