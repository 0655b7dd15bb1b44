"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { TimeText } from "@/components/ui/time-text";
import { databaseChangeNames, releaseKindNames } from "@/lib/domain/release-words";
import type { ReleaseDetail } from "@/lib/releases/input/detail-output";

/** What a release says of itself: what it brings, what it risks, how to get back. */
export function AboutCard({ release, onChange }: { release: ReleaseDetail; onChange?: () => void }) {
  const { kind, summary, databaseChange, downtimeMinutes, rollbackPlan, createdBy, createdAt, zone } = release;
  const forwardOnly = databaseChange === "breaking" ? "Forward only: no plan says otherwise." : "None written down.";
  return (
    <Card
      title="What it is"
      aside={
        onChange && (
          <Button size="sm" variant="quiet" className="-my-1" onClick={onChange}>
            Change
          </Button>
        )
      }
    >
      <DescriptionList
        facts={[
          { term: "Summary", value: summary || <span className="text-ink-2">Nothing said.</span> },
          { term: "Kind", value: releaseKindNames[kind] },
          { term: "Database", value: databaseChangeNames[databaseChange] },
          { term: "Downtime", value: downtimeMinutes === 0 ? "none" : `${downtimeMinutes} min` },
          {
            term: "Way back",
            value: <span className="whitespace-pre-line">{rollbackPlan || forwardOnly}</span>,
          },
          {
            term: "Begun",
            value: (
              <>
                by {createdBy}, <TimeText at={createdAt} zone={zone} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
