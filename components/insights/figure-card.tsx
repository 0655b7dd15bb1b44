"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { Download, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { type FigureName, figureWords } from "@/lib/domain/insights/figure";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { FigureTable } from "./figure-table";
import { type AnyFigure, csvAddress, type InsightFilter } from "./insight-data";

type FigureCardProps<Figure extends AnyFigure> = {
  name: FigureName;
  filter: InsightFilter;
  query: UseQueryResult<Figure>;
  /** What the drawing comes to, in a sentence. */
  headline: (figure: Figure) => ReactNode;
  children: (figure: Figure) => ReactNode;
  className?: string;
};

/** One figure: what it says, its drawing, how it is counted, and the table behind it. */
export function FigureCard<Figure extends AnyFigure>(props: FigureCardProps<Figure>) {
  const { name, filter, query, headline, children, className } = props;
  const [isTableOpen, setTableOpen] = useState(false);
  const tableId = useId();
  const { title, definition } = figureWords[name];
  const { data, error } = query;
  return (
    <Card title={title} className={className} aria-busy={query.isPlaceholderData || undefined}>
      {error && !data && (
        <Notice
          tone="risk"
          role="alert"
          title="This figure cannot be shown"
          action={<Button onClick={() => query.refetch()}>Try again</Button>}
        >
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && <Skeleton lines={4} className="h-10!" />}
      {data && (
        <div className="grid min-w-0 gap-3">
          <p className="-mt-2 text-ink-2">{headline(data)}</p>
          {children(data)}
          <footer className="flex flex-wrap items-center gap-x-1 gap-y-1.5 border-line border-t pt-2 print:hidden">
            <Button
              size="sm"
              variant="quiet"
              icon={<Table2 aria-hidden="true" className="size-4" />}
              aria-expanded={isTableOpen}
              aria-controls={tableId}
              aria-label={`Table of ${title}`}
              onClick={() => setTableOpen(!isTableOpen)}
            >
              Table
            </Button>
            <a
              href={csvAddress(name, filter)}
              download
              aria-label={`CSV of ${title}`}
              className={buttonClass({ size: "sm", variant: "quiet" })}
            >
              <Download aria-hidden="true" className="size-4" />
              CSV
            </a>
          </footer>
          <div id={tableId} hidden={!isTableOpen}>
            {isTableOpen && <FigureTable caption={title} table={data.table} zone={data.period.zone} />}
          </div>
          <details className="text-ink-2 text-sm print:hidden">
            <summary className="min-h-6 cursor-pointer py-0.5">How it is counted</summary>
            <p className="mt-1 max-w-prose">{definition}</p>
          </details>
        </div>
      )}
    </Card>
  );
}
