"use client";

import { Card } from "@/components/ui/card";
import { StatusChip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { ProgressBar } from "@/components/ui/progress-bar";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import type { Turn, TurnItem } from "@/lib/handoffs/input/turn-output";
import { AreaVerdict } from "./area-verdict";
import { PlanPoint } from "./plan-point";

/** What to look at, area by area, and what became of it. */
export function PlanCard({ turn }: { turn: Turn }) {
  const { items, areas, service, zone } = turn;
  const open = turn.status === "testing" && turn.judge.may;
  const names = [...new Set([...items.map((item) => item.area), ...areas.map(({ area }) => area)])];
  const done = items.filter(({ state }) => state === "passed" || state === "not_applicable").length;
  const failed = items.filter(({ state }) => state === "failed").length;
  return (
    <Card
      title="Test plan"
      aside={items.length > 0 && `${done} of ${items.length} done${failed > 0 ? `, ${failed} failed` : ""}`}
    >
      {names.length === 0 ? (
        <EmptyState title="No test plan">
          {service.name} has none, so nothing is asked for before a verdict. Write one under{" "}
          <TextLink href={`/settings/testing?tab=plans&service=${service.id}`}>Testing</TextLink>.
        </EmptyState>
      ) : (
        <ProgressBar
          value={done}
          max={items.length}
          tone={failed > 0 ? "risk" : "clear"}
          label="Points of the test plan that are done"
          className="mb-3"
        />
      )}
      <div className="grid gap-4">
        {names.map((area) => {
          const verdict = areas.find((each) => each.area === area);
          return (
            <section key={area} aria-label={area}>
              <header className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-line border-b pb-1">
                <h3 className="font-semibold text-sm">
                  {area}
                  {verdict !== undefined && (
                    <span className="ml-2 font-normal text-ink-2 text-xs">
                      {verdict.by}, <TimeText at={verdict.at} zone={zone} />
                    </span>
                  )}
                </h3>
                <span className="flex items-center gap-2">
                  {verdict !== undefined && (
                    <StatusChip
                      tone={verdict.verdict === "passed" ? "clear" : "risk"}
                      mark={verdict.verdict === "passed" ? "check" : "cross"}
                    >
                      area {verdict.verdict}
                    </StatusChip>
                  )}
                  {open && <AreaVerdict handoffId={turn.handoffId} area={area} current={verdict?.verdict} />}
                </span>
              </header>
              {verdict?.note && <p className="mt-1 text-risk text-sm">“{verdict.note}”</p>}
              <ul className="divide-y divide-line">
                {items
                  .filter((item) => item.area === area)
                  .map((item: TurnItem) => (
                    <PlanPoint
                      key={item.id}
                      item={item}
                      evidence={turn.evidence.filter(({ itemId }) => itemId === item.id)}
                      open={open}
                      zone={zone}
                    />
                  ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Card>
  );
}
