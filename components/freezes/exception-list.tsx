"use client";

import { StatusChip } from "@/components/ui/chip";
import { Row, RowList } from "@/components/ui/row-list";
import { TextLink } from "@/components/ui/text-link";
import { useNow } from "@/components/ui/use-now";
import type { ExceptionRow } from "@/lib/freezes/input/exceptions";
import { formatRange } from "@/lib/time/format";
import { ExceptionActs } from "./exception-acts";
import { exceptionLook, outcomeInWords } from "./exception-words";

type ExceptionListProps = { label: string; exceptions: readonly ExceptionRow[] };

/** Exceptions one below the other: what for, why, until when, how it stands, and what the reader can do. */
export function ExceptionList({ label, exceptions }: ExceptionListProps) {
  const now = useNow(60);
  return (
    <RowList label={label}>
      {exceptions.map((exception) => (
        <ExceptionItem key={exception.id} exception={exception} now={now} />
      ))}
    </RowList>
  );
}

function ExceptionItem({ exception, now }: { exception: ExceptionRow; now: Date }) {
  const { release, environment, freeze, during, reason, requestedBy, decidedBy, decisionComment, review } = exception;
  const { words, ...look } = exceptionLook(exception, now);
  return (
    <Row
      title={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <TextLink plain href={`/releases/${release.id}`} className="inline-flex min-h-6 items-center">
            {release.serviceName} {release.version}
          </TextLink>
          <span className="font-normal">to {environment.name}</span>
          <StatusChip {...look}>{words}</StatusChip>
        </span>
      }
      detail={
        <>
          <TextLink plain href={`/settings/freezes/${freeze.id}`}>
            {freeze.name}
          </TextLink>
          {" · "}
          {[formatRange(during, environment.zone), outcomeInWords(exception, environment.zone, now)]
            .filter(Boolean)
            .join(" · ")}
        </>
      }
    >
      <p className="text-sm">
        {requestedBy}: “{reason}”
      </p>
      {decidedBy && (
        <p className="text-ink-2 text-sm">
          {exception.status === "refused" ? "Refused" : "Granted"} by {decidedBy}
          {decisionComment && `: “${decisionComment}”`}
        </p>
      )}
      {review && (
        <p className="text-ink-2 text-sm">
          Reviewed by {exception.reviewedBy}: “{review}”
        </p>
      )}
      <div className="mt-1.5 flex flex-wrap gap-2 empty:hidden phone:[&>*]:grow">
        <ExceptionActs exception={exception} />
      </div>
    </Row>
  );
}
