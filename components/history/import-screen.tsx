"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { ColumnsCard } from "./columns-card";
import { FindingsCard } from "./findings-card";
import { statusWords } from "./history-words";
import { ImportActs } from "./import-acts";
import { ImportProgress } from "./import-progress";
import { ReportCard } from "./report-card";
import { useStages } from "./use-stages";

const underWay = ["uploading", "reading", "importing"];

/** One file on its way in: what was found, what makes no sense, what its states mean, and the yes or no. */
export function ImportScreen({ importId }: { importId: string }) {
  const { data, error } = useQuery({
    ...api.history.detail.queryOptions({ input: { importId } }),
    // The stream of changes tells it; while something runs a second look keeps the bar honest.
    refetchInterval: (query) => (underWay.includes(query.state.data?.status ?? "") ? 1_000 : false),
  });
  const stages = useStages(data?.findings?.states);
  return (
    <PageBody>
      <PageHeader
        title={data?.fileName ?? "History import"}
        crumbs={[{ label: "History import", href: "/settings/history" }, { label: data?.fileName ?? "…" }]}
        chips={data && <StatusChip tone={statusWords[data.status].tone}>{statusWords[data.status].label}</StatusChip>}
        subtitle={
          data &&
          `${data.serviceName ?? data.teamName ?? "The whole organisation"} · brought in by ${data.createdByName}`
        }
        actions={data && <ImportActs found={data} states={stages.said} open={stages.open} />}
      />
      {error && (
        <Notice tone="risk" role="alert" title="The import cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={6} className="h-6!" />
        </Card>
      )}
      {data && <ImportProgress found={data} />}
      {data?.status === "failed" && (
        <Notice tone="risk" role="alert" title="The file could not be read">
          {data.message} Nothing was imported. Say below which columns are meant, or cancel and upload another file.
        </Notice>
      )}
      {data?.status === "cancelled" && <Notice title="Cancelled">Nothing of it was imported.</Notice>}
      {data?.findings && (
        <>
          <FindingsCard found={data} findings={data.findings} stages={stages} />
          <ReportCard found={data} findings={data.findings} />
          <ColumnsCard key={data.status} found={data} findings={data.findings} />
        </>
      )}
    </PageBody>
  );
}
