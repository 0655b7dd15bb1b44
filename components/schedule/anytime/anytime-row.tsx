import type { AnytimeService, WeekPlan } from "@/components/schedule/schedule-data";
import { TextLink } from "@/components/ui/text-link";
import { DeployNow } from "./deploy-now";
import { Standing } from "./standing";

type AnytimeRowProps = {
  service: AnytimeService;
  environment: WeekPlan["environment"];
  zone: string;
  mayDeploy: boolean;
};

/** In the list of today: a service that needs no window, with its licence. A card on a phone, a line where there is room for one. */
export function AnytimeRow({ service, environment, zone, mayDeploy }: AnytimeRowProps) {
  const { serviceId, name, licensed, reason } = service;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-xl border border-line bg-panel px-3.5 py-3 md:min-h-10 md:rounded-md md:py-1.5 print:break-inside-avoid">
      <TextLink plain href={`/settings/services/${serviceId}`} className="font-semibold phone:text-lg">
        {name}
      </TextLink>
      <span>
        <Standing service={service} zone={zone} />
      </span>
      {!licensed && <p className="basis-full text-ink-2 text-sm">{reason}</p>}
      {mayDeploy && <DeployNow service={service} environment={environment} />}
    </div>
  );
}
