"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMay } from "@/components/shell/viewer-context";
import { TextLink } from "@/components/ui/text-link";
import { useNow } from "@/components/ui/use-now";
import { api } from "@/lib/rpc/client";
import { localDate } from "@/lib/time/calendar";
import { contains } from "@/lib/time/range";
import { everywhere, listInWords } from "./closing-words";
import { putAway, stretchKey, useDismissed } from "./dismissed";
import { FreezeLine } from "./freeze-line";
import type { CurrentFreeze } from "./freeze-row";
import { LiftLink } from "./lift-link";

/** More would push the page itself out of sight. */
const shown = 3;

/** Above every page: what is closed for the viewer's teams now or within a day. */
export function FreezeBanners() {
  const router = useRouter();
  const mayManage = useMay("freeze.manage");
  const now = useNow(60);
  const dismissed = useDismissed();
  const { data } = useQuery(currentFreezes());
  const freezes = (data?.freezes ?? [])
    .filter(({ during }) => during.end > now)
    .filter((freeze) => freeze.stopsTheLine || !dismissed.includes(stretchKey(freeze)));
  const open = (freeze: CurrentFreeze, slotId: string) => {
    const slot = freeze.affected.find((each) => each.slotId === slotId);
    if (slot === undefined) return;
    const query = { env: slot.environmentId, day: localDate(slot.start, slot.zone), slot: slotId };
    router.push(`/schedule?${new URLSearchParams(query)}`);
  };
  return (
    <>
      {freezes.slice(0, shown).map((freeze) => (
        <FreezeLine
          key={stretchKey(freeze)}
          freeze={{ ...freeze, where: whereInWords(freeze) }}
          zone={freeze.zone}
          isInForce={contains(freeze.during, now)}
          href={`/settings/freezes/${freeze.freezeId}`}
          affected={{
            slots: freeze.affected.map(({ slotId, name, start }) => ({ id: slotId, name, start })),
            count: freeze.affectedCount,
            zone: freeze.zone,
            onOpen: (slotId) => open(freeze, slotId),
          }}
          act={freeze.stopsTheLine && mayManage && <LiftLink freeze={freeze} />}
          onDismiss={() => putAway(stretchKey(freeze))}
        />
      ))}
      {freezes.length > shown && (
        <p className="bg-risk-ground px-4 py-1.5 text-risk text-sm md:px-5">
          <TextLink plain href="/settings/freezes">
            and {freezes.length - shown} more
          </TextLink>
        </p>
      )}
    </>
  );
}

/** What is asked for: also nobody says when a freeze begins by the mere passing of time. */
export function currentFreezes() {
  return { ...api.freezes.current.queryOptions({ input: {} }), refetchInterval: 60_000 };
}

function whereInWords({ environments }: CurrentFreeze): string {
  return environments.length === 0 ? everywhere : listInWords(environments);
}
