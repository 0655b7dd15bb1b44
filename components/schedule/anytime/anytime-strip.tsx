"use client";

import type { WeekPlan } from "@/components/schedule/schedule-data";
import { TextLink } from "@/components/ui/text-link";
import { Tooltip } from "@/components/ui/tooltip";
import { useNow } from "@/components/ui/use-now";
import type { Range } from "@/lib/time/range";
import { DeployNow } from "./deploy-now";
import { Standing } from "./standing";

type AnytimeStripProps = {
  plan: WeekPlan;
  /** What is in view: of days that are over, the licences of now say nothing. */
  range: Range;
  zone: string;
  mayDeploy: (teamId: string) => boolean;
};

/**
 * Above the calendar: the services that need no window, each with its licence. In one line, however many there are, since a column
 * would take room from the windows; their slots stand in the calendar. Not on paper, which outlives a licence and has one page.
 */
export function AnytimeStrip({ plan, range, zone, mayDeploy }: AnytimeStripProps) {
  const now = useNow(60);
  const { environment, anytime } = plan;
  if (anytime.services.length === 0 || range.end <= now) return null;
  return (
    <section
      aria-label="Anytime"
      className="flex shrink-0 items-center gap-3 border-line border-b bg-panel pl-4 text-sm md:pl-5 print:hidden"
    >
      <h2 className="font-semibold text-ink-2">Anytime</h2>
      <ul className="flex min-w-0 grow items-center gap-x-5 overflow-x-auto px-1 py-1">
        {anytime.services.map((service) => (
          <li key={service.serviceId} className="flex shrink-0 items-center gap-2 phone:min-h-11">
            <Tooltip text={service.reason} side="bottom">
              <TextLink
                plain
                href={`/settings/services/${service.serviceId}`}
                className="flex items-center gap-1.5 whitespace-nowrap"
              >
                <span className="font-medium">{service.name}</span> <Standing service={service} zone={zone} />
              </TextLink>
            </Tooltip>
            {mayDeploy(service.teamId) && <DeployNow service={service} environment={environment} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
