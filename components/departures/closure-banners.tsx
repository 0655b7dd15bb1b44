import { everywhere, listInWords } from "@/components/freezes/closing-words";
import { putAway, stretchKey, useDismissed } from "@/components/freezes/dismissed";
import { FreezeLine } from "@/components/freezes/freeze-line";
import type { ClosureRow } from "@/lib/access/input/departures";
import { contains } from "@/lib/time/range";

const dayMs = 86_400_000;

type ClosureBannersProps = {
  closures: readonly ClosureRow[];
  /** The environment that is shown; null: every one. */
  environmentName: string | null;
  zone: string;
  now: Date;
};

/** For visitors, who have no shell around them: what is closed now or within a day. */
export function ClosureBanners({ closures, environmentName, zone, now }: ClosureBannersProps) {
  const dismissed = useDismissed();
  const soon = closures
    .filter(({ during }) => during.end > now && during.start.getTime() - now.getTime() < dayMs)
    .filter((closure) => closure.stopsTheLine || !dismissed.includes(stretchKey(closure)))
    .toSorted((a, b) => Number(b.stopsTheLine) - Number(a.stopsTheLine));
  return soon.map((closure) => (
    <FreezeLine
      key={stretchKey(closure)}
      freeze={{
        ...closure,
        where: environmentName ?? (closure.environments.length === 0 ? everywhere : listInWords(closure.environments)),
        only: closure.isPartial ? ["some services"] : [],
        except: [],
      }}
      zone={zone}
      isInForce={contains(closure.during, now)}
      nextOpen={closure.nextOpen ?? undefined}
      onDismiss={() => putAway(stretchKey(closure))}
    />
  ));
}
