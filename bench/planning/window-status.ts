import type { Figure } from "@/bench/part";
import type { FreezeRule } from "@/lib/domain/freeze";
import { type OccurrenceRule, type WindowRules, windowStatus } from "@/lib/domain/window-status";
import type { Range } from "@/lib/time/range";
import { expandRule } from "@/lib/time/recurrence";
import { medianMillis } from "./rounds";
import { ruleNumber } from "./rules";

const windows = 400;
const freezes = 100;
const instants = 1_000;
const dayMillis = 86_400_000;
const from = new Date("2026-11-01T00:00:00Z");
/** As far as a schedule looks. */
const range: Range = { start: from, end: new Date(from.getTime() + 62 * dayMillis) };

export function measureWindowStatus(): Figure[] {
  const rules = manyRules();
  const intent = { environmentId: "environment" };
  const asked = Array.from(
    { length: instants },
    (_, index) => new Date(from.getTime() + (index * 59 * dayMillis) / instants),
  );
  const answers = asked.map((instant) => windowStatus(rules, intent, instant).decision);
  if (JSON.stringify(answers) !== JSON.stringify(asked.map((instant) => bareStatus(rules, instant)))) {
    throw new Error("the evaluator and the bare loop differ");
  }
  if (new Set(answers).size < 2) throw new Error("the rules say the same at every instant");
  const millis = medianMillis(
    {
      product: () => asked.map((instant) => windowStatus(rules, intent, instant)),
      bare: () => asked.map((instant) => bareStatus(rules, instant)),
    },
    5,
  );
  return [
    {
      name: `windowStatus over ${windows + freezes} rules (${rules.occurrences.length + rules.freezes.length} stretches), ${instants} instants`,
      unit: "ms",
      value: millis.product,
      yardstick: {
        name: "a loop over the same stretches that says open or closed and nothing else",
        value: millis.bare,
      },
      boundBy: "the sentences of the reasons and the search for the next change",
    },
  ];
}

/** An environment with four hundred windows and a hundred freezes, most of which close for others. */
function manyRules(): WindowRules {
  const occurrences = Array.from({ length: windows }, (_, n) =>
    expandRule(ruleNumber(n), range).occurrences.map(
      ({ during }, index): OccurrenceRule => ({
        id: `${n}-${index}`,
        windowId: `window-${n}`,
        windowName: `Window ${n}`,
        during,
        zone: ruleNumber(n).zone,
        status: index % 9 === 8 ? "cancelled" : "scheduled",
      }),
    ),
  ).flat();
  const closings = Array.from({ length: freezes }, (_, n) =>
    expandRule(
      { ...ruleNumber(n * 3 + 1), durationMinutes: 2_880, rrule: "FREQ=MONTHLY;BYDAY=2FR" },
      range,
    ).occurrences.map(
      ({ during }): FreezeRule => ({
        freezeId: `freeze-${n}`,
        name: `Freeze ${n}`,
        grade: n % 4 === 0 ? "closed" : "hotfix_only",
        during,
        zone: "UTC",
        scope: {
          environmentIds: n % 5 === 0 ? ["environment"] : ["elsewhere"],
          teamIds: null,
          serviceIds: null,
        },
      }),
    ),
  ).flat();
  return {
    environment: { id: "environment", name: "production", defaultOpen: false, zone: "UTC" },
    occurrences,
    freezes: closings,
  };
}

function bareStatus({ occurrences, freezes: closings }: WindowRules, instant: Date): "open" | "closed" {
  const at = instant.getTime();
  const holds = ({ during }: { during: Range }) => during.start.getTime() <= at && at < during.end.getTime();
  const isFrozen = closings.some((freeze) => freeze.scope.environmentIds?.includes("environment") && holds(freeze));
  return !isFrozen && occurrences.some((each) => each.status === "scheduled" && holds(each)) ? "open" : "closed";
}
