"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { ImportList } from "./import-list";
import { UploadCard } from "./upload-card";

/** Brings in how items went to and fro in another tool, so that forecasts have something to count on from the first day. */
export function HistoryScreen() {
  const { data, error } = useQuery(api.history.list.queryOptions({ input: {} }));
  return (
    <PageBody>
      <PageHeader
        title="History import"
        subtitle="How items moved in the tool you used before, so that forecasts have a past to count on. Nothing counts before you have looked at it."
      />
      <UploadCard />
      <section aria-labelledby="imports" className="grid gap-3">
        <h2 id="imports" className="font-semibold text-xl">
          Imports
        </h2>
        {error && (
          <Notice tone="risk" role="alert" title="Imports cannot be shown">
            {refusalOfError(error).message}
          </Notice>
        )}
        {!data && !error && (
          <Card>
            <Skeleton lines={3} className="h-10!" />
          </Card>
        )}
        {data && <ImportList imports={data.imports} />}
      </section>
    </PageBody>
  );
}
