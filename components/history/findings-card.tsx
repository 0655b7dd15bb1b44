"use client";

import { useViewer } from "@/components/shell/viewer-context";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { StatTile, StatTiles } from "@/components/ui/stat-tile";
import { Table } from "@/components/ui/table";
import { historyStages } from "@/lib/domain/history-stage";
import { formatInstant } from "@/lib/time/format";
import { AlsoInNotice } from "./also-in-notice";
import type { Findings, ImportDetail } from "./history-data";
import { stageWords } from "./history-words";
import type { Stages } from "./use-stages";

type FindingsCardProps = { found: ImportDetail; findings: Findings; stages: Stages };

/** What would be imported, or was: how much, from when to when, and what each state means in our words. */
export function FindingsCard({ found, findings, stages }: FindingsCardProps) {
  const { status, importedAt } = found;
  const { zone } = useViewer();
  const { rows, items, badItems, badRows, firstAt, lastAt, passedOver } = findings;
  if (rows === 0)
    return (
      <Notice tone="waiting" title="The columns are not clear">
        Their names do not say which holds the item, the state and the time. Choose them below; the file is then read
        again.
      </Notice>
    );
  const when = (at: string | null) => (at === null ? "–" : formatInstant(new Date(at), zone, "full"));
  return (
    <Card
      title={importedAt === null ? "What would be imported" : "What was imported"}
      aside={sourceOf(found, findings)}
    >
      <div className="grid gap-4">
        <StatTiles>
          <StatTile
            label="Items"
            value={items - badItems}
            detail={badItems > 0 ? `${badItems} of ${items} left out` : `all of ${items}`}
          />
          <StatTile
            label="Changes of state"
            value={rows}
            detail={passedOver > 0 ? `${passedOver} rows about other fields passed over` : "rows in the file"}
          />
          <StatTile label="Rows that make no sense" value={badRows} tone={badRows > 0 ? "waiting" : "clear"} />
        </StatTiles>
        <p className="text-sm">
          From <strong className="font-semibold">{when(firstAt)}</strong> to{" "}
          <strong className="font-semibold">{when(lastAt)}</strong>.
        </p>
        <AlsoInNotice found={found} />
        {stages.open.length > 0 && (
          <Notice
            tone="waiting"
            title={stages.open.length === 1 ? "One state is unknown" : `${stages.open.length} states are unknown`}
          >
            Say what{" "}
            {stages.open
              .slice(0, 3)
              .map((name) => `“${name}”`)
              .join(", ")}{" "}
            {stages.open.length === 1 ? "means" : "mean"} before anything is imported.
          </Notice>
        )}
        <Table
          caption="States and what they mean"
          rows={stages.states}
          rowKey={({ name }) => name}
          columns={[
            { key: "state", header: "State in the file", primary: true, cell: ({ name }) => name },
            { key: "count", header: "Changes to it", cell: ({ count }) => count },
            {
              key: "stage",
              header: "In our words",
              cell: ({ name, stage }) =>
                status === "ready" ? (
                  <Field label={`What “${name}” means`} hideLabel>
                    <Select
                      value={stage ?? ""}
                      placeholder="Choose what it means"
                      onChange={(event) => {
                        const chosen = historyStages.find((each) => each === event.currentTarget.value);
                        if (chosen) stages.choose(name, chosen);
                      }}
                      options={historyStages.map((value) => ({ value, label: stageWords[value] }))}
                    />
                  </Field>
                ) : stage ? (
                  stageWords[stage]
                ) : (
                  "–"
                ),
            },
          ]}
        />
      </div>
    </Card>
  );
}

function sourceOf({ reading }: ImportDetail, { format }: Findings): string {
  const source = format === "jira" ? "an export of Jira" : "a CSV file";
  return reading && "states" in reading.columns ? `${source}, a column for each state` : source;
}
