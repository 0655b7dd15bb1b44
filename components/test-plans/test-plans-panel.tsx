"use client";

import { useQuery } from "@tanstack/react-query";
import { FileCheck } from "lucide-react";
import { useViewer } from "@/components/shell/viewer-context";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { TimeText } from "@/components/ui/time-text";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { TestPlanDialog } from "./test-plan-dialog";

type TestPlansPanelProps = { changingId: string | undefined; onChange: (serviceId: string | undefined) => void };

/** What is looked at before a build of each service is accepted. */
export function TestPlansPanel({ changingId, onChange }: TestPlansPanelProps) {
  const { zone } = useViewer();
  const { data, error } = useQuery(api.testPlans.list.queryOptions());
  if (error) {
    return (
      <Notice tone="risk" role="alert">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton className="h-28" lines={3} />;
  if (data.plans.length === 0) {
    return (
      <EmptyState icon={<FileCheck />} title="There is no service yet">
        Test plans belong to services.
      </EmptyState>
    );
  }
  const changing = data.plans.find((plan) => plan.service.id === changingId && plan.mayChange);
  return (
    <>
      <p className="max-w-prose text-ink-2 text-sm">
        A build that is handed over gets the plan as it stands then. A change is a new version; tests that have begun
        keep theirs.
      </p>
      <div className="grid gap-4 xl:grid-cols-2">
        {data.plans.map((plan) => {
          const areas = [...new Set(plan.items.map((item) => item.area))];
          return (
            <Card
              key={plan.service.id}
              title={plan.service.name}
              aside={plan.version === 0 ? "no plan" : `version ${plan.version}, ${plan.items.length} points`}
            >
              {areas.map((area) => (
                <section key={area} aria-label={area} className="mb-2">
                  <h3 className="font-semibold text-ink-2 text-xs">{area}</h3>
                  <ul className="grid list-disc gap-0.5 pl-4.5">
                    {plan.items
                      .filter((item) => item.area === area)
                      .map((item) => (
                        <li key={item.title}>
                          {item.title} {!item.required && <Chip>optional</Chip>}{" "}
                          {item.checkName !== null && <Chip tone="accent">pipeline: {item.checkName}</Chip>}
                        </li>
                      ))}
                  </ul>
                </section>
              ))}
              {plan.items.length === 0 && (
                <p className="text-ink-2 text-sm">Nothing is asked for: a tester says yes or no and why.</p>
              )}
              <div className="mt-2.5 flex flex-wrap items-center gap-3">
                {plan.mayChange && (
                  <Button
                    size="sm"
                    aria-label={`Change the test plan of ${plan.service.name}`}
                    onClick={() => onChange(plan.service.id)}
                  >
                    {plan.version === 0 ? "Write one" : "Change"}
                  </Button>
                )}
                {plan.changedAt !== null && (
                  <span className="text-ink-2 text-xs">
                    {plan.changedBy !== null && `${plan.changedBy}, `}
                    <TimeText at={plan.changedAt} zone={zone} style="full" />
                  </span>
                )}
              </div>
            </Card>
          );
        })}
      </div>
      {changing !== undefined && (
        <TestPlanDialog key={changing.version} plan={changing} zone={zone} onClose={() => onChange(undefined)} />
      )}
    </>
  );
}
