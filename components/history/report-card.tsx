"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { Table } from "@/components/ui/table";
import { historyProblems } from "@/lib/domain/history-rows";
import { api, rpc } from "@/lib/rpc/client";
import type { Findings, ImportDetail, ProblemRow } from "./history-data";
import { problemWords } from "./history-words";

/** Which rows make no sense, and why: to look at, and to take along and mend. */
export function ReportCard({ found, findings }: { found: ImportDetail; findings: Findings }) {
  const counted = historyProblems.filter((code) => (findings.problems[code] ?? 0) > 0);
  const { data } = useQuery({
    ...api.history.problems.queryOptions({ input: { importId: found.id, limit: 50 } }),
    enabled: counted.length > 0 && found.status !== "cancelled",
  });
  const [pending, setPending] = useState(false);
  if (findings.rows === 0) return null;
  if (counted.length === 0)
    return (
      <Card title="Report">
        <p className="flex flex-wrap items-center gap-2 text-sm">
          <StatusChip tone="clear">every row makes sense</StatusChip>
        </p>
      </Card>
    );
  async function download() {
    setPending(true);
    try {
      save(`${found.fileName.replace(/\.[^.]+$/, "")}-report.csv`, await wholeReport(found.id));
    } finally {
      setPending(false);
    }
  }
  return (
    <Card
      title="Report"
      aside={
        <Button
          size="sm"
          icon={<Download className="size-4" aria-hidden="true" />}
          pending={pending}
          onClick={download}
          disabled={found.status === "cancelled"}
        >
          Download the report
        </Button>
      }
    >
      <div className="grid gap-4">
        <ul className="grid gap-1.5 text-sm">
          {counted.map((code) => (
            <li key={code}>
              <strong className="font-semibold">
                {findings.problems[code]} × {problemWords[code].title.toLowerCase()}
              </strong>
              <span className="block text-ink-2">{problemWords[code].what}</span>
            </li>
          ))}
        </ul>
        {data && data.problems.length > 0 && (
          <Table
            caption="Rows that make no sense"
            rows={data.problems}
            rowKey={({ line, code }) => `${line} ${code}`}
            columns={[
              { key: "line", header: "Line", primary: true, cell: ({ line }) => `Line ${line}` },
              { key: "item", header: "Item", cell: ({ item }) => item || "–" },
              { key: "why", header: "Why", cell: ({ message }) => message },
            ]}
          />
        )}
        {data?.next !== undefined && (
          <p className="text-ink-2 text-sm">The first 50 of them. The report has them all.</p>
        )}
      </div>
    </Card>
  );
}

/** Page by page, as a table that opens anywhere. A cell that begins like a formula is told from one by a quote. */
async function wholeReport(importId: string): Promise<string> {
  const lines = ["line,item,problem,message"];
  const cell = (value: string | number) =>
    `"${String(value)
      .replace(/^([=+\-@\t])/, "'$1")
      .replaceAll('"', '""')}"`;
  const written = ({ line, item, code, message }: ProblemRow) => [line, item, code, message].map(cell).join(",");
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: { problems: ProblemRow[]; next?: number } = await rpc.history.problems({
      importId,
      limit: 1_000,
      after,
    });
    lines.push(...page.problems.map(written));
    after = page.next;
  }
  return `${lines.join("\r\n")}\r\n`;
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
