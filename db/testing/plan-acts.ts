import { call } from "@orpc/server";
import { plansProcedures } from "@/lib/plans/procedures";
import type { contextAs } from "./call-as";

/** What a test of plan files does, as an admin: exports, compares and applies, and tells a comparison in short. */
export function planActs(asAdmin: () => ReturnType<typeof contextAs>) {
  const exported = async () => (await call(plansProcedures.export, undefined, asAdmin())).text;
  const compare = (text: string, prune = false) => call(plansProcedures.compare, { text, prune }, asAdmin());
  const apply = (text: string, digest: string, prune = false) =>
    call(plansProcedures.apply, { text, digest, prune }, asAdmin());
  /** As whoever looks and then applies. */
  const carryOut = async (text: string, prune = false) => apply(text, (await compare(text, prune)).digest, prune);

  /** "change windows Production in Production: Lanes 3 → 4" */
  const inShort = ({ changes }: Awaited<ReturnType<typeof compare>>) =>
    changes.map(({ section, action, name, fields }) => {
      const told = action === "change" ? fields.map(({ label, before, after }) => `${label} ${before} → ${after}`) : [];
      return [`${action} ${section} ${name}`, ...told].join("; ");
    });

  const file = (sections: string) => `signalbox: 1\n${sections}`;
  const moreLanes = async () => (await exported()).replace("lanes: 3", "lanes: 4");
  return { exported, compare, apply, carryOut, inShort, file, moreLanes };
}
