"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Snowflake } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useMay } from "@/components/shell/viewer-context";
import { PostponedSection } from "@/components/slots/postponed-section";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { contains } from "@/lib/time/range";
import { ExceptionsSection } from "./exceptions-section";
import { FreezeCard } from "./freeze-card";
import type { FreezeRow } from "./freeze-row";

/** What is closed, and what will be. */
export function FreezesScreen() {
  const mayManage = useMay("freeze.manage");
  const [past, setPast] = useQueryState("past", parseAsBoolean.withDefault(false));
  const { data, error } = useQuery(api.freezes.list.queryOptions({ input: { past } }));
  return (
    <PageBody>
      <PageHeader
        title="Freezes"
        subtitle="A freeze closes over any window, also for slots that are booked already."
        actions={
          mayManage && (
            <>
              <ButtonLink href="/settings/windows/import">Import windows</ButtonLink>
              <ButtonLink
                href="/settings/freezes/new"
                variant="primary"
                icon={<Plus className="size-4" aria-hidden="true" />}
              >
                New freeze
              </ButtonLink>
            </>
          )
        }
      />
      <ExceptionsSection />
      <PostponedSection />
      <Checkbox
        label="Also those that are over or lifted"
        checked={past}
        onChange={(event) => void setPast(event.currentTarget.checked || null)}
      />
      {error && (
        <Notice tone="risk" role="alert" title="Freezes cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && (
        <Card>
          <Skeleton lines={4} className="h-10!" />
        </Card>
      )}
      {data && <Groups freezes={data.freezes} mayManage={mayManage} />}
    </PageBody>
  );
}

function Groups({ freezes, mayManage }: { freezes: readonly FreezeRow[]; mayManage: boolean }) {
  const now = useNow(60);
  if (freezes.length === 0)
    return (
      <EmptyState icon={<Snowflake />} title="Nothing is frozen">
        Add a freeze for the days on which nothing may be deployed: a holiday, a sale, the end of the year.
      </EmptyState>
    );
  const isLive = (freeze: FreezeRow) => freeze.liftedAt === null && freeze.nextPeriod !== null;
  const inForce = (freeze: FreezeRow) =>
    isLive(freeze) && freeze.nextPeriod !== null && contains(freeze.nextPeriod, now);
  const groups = [
    { title: "In force now", freezes: freezes.filter(inForce) },
    { title: "Coming", freezes: freezes.filter((freeze) => isLive(freeze) && !inForce(freeze)) },
    { title: "Over or lifted", freezes: freezes.filter((freeze) => !isLive(freeze)) },
  ];
  return groups
    .filter((group) => group.freezes.length > 0)
    .map((group) => (
      <section key={group.title} className="grid gap-2.5" aria-label={group.title}>
        <h2 className="font-semibold text-base">{group.title}</h2>
        {group.freezes.map((freeze) => (
          <FreezeCard key={freeze.id} freeze={freeze} inForce={inForce(freeze)} mayManage={mayManage} />
        ))}
      </section>
    ));
}
