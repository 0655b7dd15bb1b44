"use client";

import { KeyHint } from "@/components/ui/key-hint";
import { PageBar } from "@/components/ui/page-header";
import { Select } from "@/components/ui/select";
import { queueOrderInWords } from "@/lib/domain/queue-order";
import type { Queue } from "@/lib/handoffs/input";

const keys = [
  ["C", "claim"],
  ["A", "accept"],
  ["R", "reject"],
  ["N", "next"],
  ["?", "all keys"],
] as const;

type QueueBarProps = {
  queue: Pick<Queue, "teams" | "services" | "ownTeamIds"> | undefined;
  team: string;
  service: string;
  onTeam: (teamId: string) => void;
  onService: (serviceId: string) => void;
  mayJudge: boolean;
};

export function QueueBar({ queue, team, service, onTeam, onService, mayJudge }: QueueBarProps) {
  const teams = queue?.teams ?? [];
  const services = (queue?.services ?? []).filter((each) => team === "" || each.teamId === team);
  const isOwn = (teamId: string) => queue?.ownTeamIds?.includes(teamId) ?? false;
  return (
    <PageBar title="QA queue" subtitle={queueOrderInWords}>
      <div className="flex grow items-center justify-end gap-2 phone:grid phone:w-full phone:grid-cols-2">
        <Select
          aria-label="Team"
          className="md:w-44!"
          value={team}
          onChange={(event) => onTeam(event.currentTarget.value)}
          options={[
            { value: "", label: "All teams" },
            ...teams.map(({ id, name }) => ({ value: id, label: isOwn(id) ? `${name} (yours)` : name })),
          ]}
        />
        <Select
          aria-label="Service"
          className="md:w-44!"
          value={service}
          onChange={(event) => onService(event.currentTarget.value)}
          options={[
            { value: "", label: "All services" },
            ...services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        {mayJudge && (
          <p className="flex items-center gap-2 text-ink-2 text-sm phone:hidden">
            <span className="sr-only">Keyboard:</span>
            {keys.map(([key, word]) => (
              <span key={key} className="inline-flex items-center gap-1">
                <KeyHint keys={key} /> {word}
              </span>
            ))}
          </p>
        )}
      </div>
    </PageBar>
  );
}
