import { useQuery } from "@tanstack/react-query";
import { putAway, stretchKey, useDismissed } from "@/components/freezes/dismissed";
import { currentFreezes } from "@/components/freezes/freeze-banners";
import { FreezeLine } from "@/components/freezes/freeze-line";
import { PostponedHint } from "@/components/slots/postponed-hint";
import { slotTitle } from "@/components/slots/slot-words";
import { useNow } from "@/components/ui/use-now";
import { contains, overlaps } from "@/lib/time/range";
import { slotsHitBy } from "./data/freeze-hits";
import type { WeekPlan } from "./schedule-data";

type FreezeBannerProps = {
  plan: WeekPlan;
  range: { start: Date; end: Date };
  zone: string;
  onOpen: (slotId: string) => void;
};

/**
 * The freezes of what is in view that are not over, each with when it opens again and the slots that it catches. Those of today,
 * and a stopped line, stand above every page.
 */
export function FreezeBanner({ plan, range, zone, onOpen }: FreezeBannerProps) {
  const now = useNow(60);
  const dismissed = useDismissed();
  const { data } = useQuery(currentFreezes());
  const told = [...(data?.freezes ?? []).map(stretchKey), ...dismissed];
  const freezes = plan.freezes.filter(
    (freeze) =>
      overlaps(freeze.during, range) &&
      !freeze.stopsTheLine &&
      freeze.during.end > now &&
      !told.includes(stretchKey(freeze)),
  );
  const lines = freezes.map((freeze) => {
    const affected = slotsHitBy(freeze, plan);
    return (
      <FreezeLine
        key={stretchKey(freeze)}
        freeze={{ ...freeze, where: plan.environment.name }}
        zone={zone}
        isInForce={contains(freeze.during, now)}
        href={`/settings/freezes/${freeze.freezeId}`}
        nextOpen={freeze.nextOpen}
        affected={{
          slots: affected
            .slice(0, 50)
            .map((slot) => ({ id: slot.id, name: slotTitle(slot), start: slot.during.start })),
          count: affected.length,
          zone,
          onOpen,
        }}
        onDismiss={() => putAway(stretchKey(freeze))}
      />
    );
  });
  return (
    <>
      {lines}
      <PostponedHint environmentId={plan.environment.id} />
    </>
  );
}
