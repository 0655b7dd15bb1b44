"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { ExceptionList } from "./exception-list";

/** The inbox of break-glass: what waits for an answer, and what is over and was not looked back at yet. Empty, it takes no room. */
export function ExceptionsSection() {
  const waiting = useQuery(api.freezes.exceptions.queryOptions({ input: { only: "waiting" } }));
  const toReview = useQuery(api.freezes.exceptions.queryOptions({ input: { only: "to_review" } }));
  const error = waiting.error ?? toReview.error;
  if (error) {
    return (
      <Notice tone="risk" role="alert" title="Exceptions cannot be shown">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  const lists = [
    { title: "Exceptions that wait for an answer", exceptions: waiting.data?.exceptions ?? [] },
    { title: "Exceptions to look back at", exceptions: toReview.data?.exceptions ?? [] },
  ].filter(({ exceptions }) => exceptions.length > 0);
  return (
    <div id="exceptions" className="grid scroll-mt-4 gap-4 empty:hidden">
      {lists.map(({ title, exceptions }) => (
        <Card key={title} title={title} aside={exceptions.length}>
          <ExceptionList label={title} exceptions={exceptions} />
        </Card>
      ))}
    </div>
  );
}
