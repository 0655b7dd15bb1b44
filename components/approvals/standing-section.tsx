"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { RowList } from "@/components/ui/row-list";
import { Skeleton } from "@/components/ui/skeleton";
import type { Standing } from "@/lib/approvals/input/standing";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { GiveStandingDialog } from "./give-standing-dialog";
import { RevokeStandingDialog } from "./revoke-standing-dialog";
import { StandingRow } from "./standing-row";

/** What was signed beforehand for routine: in one window, or everywhere. */
export function StandingSection({ windowId }: { windowId?: string }) {
  const { zone } = useViewer();
  const { data, error } = useQuery(api.approvals.standing.queryOptions({ input: { windowId } }));
  const [giving, setGiving] = useState(false);
  const [revoking, setRevoking] = useState<Standing>();
  return (
    <Card
      title="Standing approvals"
      aside={
        data !== undefined &&
        data.windows.length > 0 && (
          <Button size="sm" className="-my-1" onClick={() => setGiving(true)}>
            Sign beforehand
          </Button>
        )
      }
    >
      <p className="mb-3 max-w-prose text-ink-2 text-sm">
        A signature given beforehand for what is routine in a window. It counts for every slot there that stays inside
        its conditions, never for its giver's own work, and ends by itself.
      </p>
      {error && (
        <Notice tone="risk" role="alert">
          {refusalOfError(error).message}
        </Notice>
      )}
      {data === undefined && !error && <Skeleton className="h-12" lines={2} />}
      {data?.standing.length === 0 && (
        <p className="text-ink-2 text-sm">
          Nobody has signed beforehand{windowId === undefined ? " in any window" : " here"}: every slot is signed by
          itself.
        </p>
      )}
      {data !== undefined && data.standing.length > 0 && (
        <RowList label="Standing approvals">
          {data.standing.map((standing) => (
            <StandingRow
              key={standing.id}
              standing={standing}
              zone={zone}
              named={windowId === undefined}
              onRevoke={standing.mayRevoke ? () => setRevoking(standing) : undefined}
            />
          ))}
        </RowList>
      )}
      {giving && data !== undefined && (
        <GiveStandingDialog list={data} windowId={windowId} onClose={() => setGiving(false)} />
      )}
      {revoking && <RevokeStandingDialog standing={revoking} onClose={() => setRevoking(undefined)} />}
    </Card>
  );
}
