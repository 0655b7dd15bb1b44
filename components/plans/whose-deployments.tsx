import { StatusChip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import type { Rehearsal } from "./plan-data";

const named = 5;
const kinds = { feature: "features", fix: "fixes", hotfix: "hotfixes" } as const;
const oneOf = { feature: "feature", fix: "fix", hotfix: "hotfix" } as const;

const list = (groups: readonly { name: string; count: number }[]) =>
  [
    ...groups.slice(0, named).map(({ name, count }) => `${name} ${count}`),
    ...(groups.length > named ? [`and ${groups.length - named} more`] : []),
  ].join(", ");

/** Whose deployments they were: by kind, team and service. Hotfixes stand out: they could not wait. */
export function WhoseDeployments({ title, count }: { title: string; count: Rehearsal["past"]["blocked"] }) {
  return (
    <div className="grid gap-2">
      <ul aria-label={`${title}, by kind`} className="flex flex-wrap gap-1.5">
        {count.byKind.map(({ kind, count: number }) => (
          <li key={kind}>
            <StatusChip tone={kind === "hotfix" ? "risk" : "neutral"}>
              {`${number} ${number === 1 ? oneOf[kind] : kinds[kind]}`}
            </StatusChip>
          </li>
        ))}
      </ul>
      <DescriptionList
        facts={[
          { term: "Teams", value: list(count.byTeam) },
          { term: "Services", value: list(count.byService) },
        ]}
      />
    </div>
  );
}
