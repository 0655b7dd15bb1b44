import type { Gate } from "./gate";
import { proofWords } from "./licence-proof";
import { nextOpenAfter } from "./next-opening";
import type { Rule } from "./refusal";
import type { SlotFacts } from "./slot-facts";
import { slotLicences } from "./slot-licence";

const prove = { label: "Look at the proofs", action: "prove" } as const;

/**
 * In the window's place for a slot without one: every service in it is licensed to deploy at any time, at the instant that is judged.
 * A lapsed licence names each proof that is missing, and the next window that the service falls back to.
 */
export function licenceGate(facts: SlotFacts, instant: Date): Gate {
  const judged = slotLicences(facts, instant);
  const unlicensed = judged.filter(({ licence }) => !licence.licensed);
  if (unlicensed.length === 0) {
    const rules = judged.map(
      ({ release, licence }): Rule => ({
        kind: "licence",
        id: release.serviceId,
        name: release.serviceName,
        reason: licence.reason,
      }),
    );
    const reason = rules.map((rule) => rule.reason).join(" ") || "Nothing is aboard that would need a licence.";
    return { gate: "licence", passed: true, state: "clear", title: "May deploy at any time", reason, rules };
  }
  const rules = unlicensed.flatMap(({ release, licence }): Rule[] => {
    const rule = (name: string, reason: string): Rule => ({ kind: "licence", id: release.serviceId, name, reason });
    const open = licence.proofs.filter(({ state }) => state !== "live");
    if (release.cadence !== "continuous") return [rule(release.serviceName, licence.reason)];
    return open.map(({ kind, reason }) => rule(`${release.serviceName}: ${proofWords[kind].name}`, reason));
  });
  return {
    gate: "licence",
    passed: false,
    state: "failed",
    title: "No licence to deploy at any time",
    reason: unlicensed.map(({ licence }) => licence.reason).join(" "),
    fix: prove,
    rules,
    ...nextOpenAfter(facts, instant),
  };
}
