"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryState } from "nuqs";
import { Select } from "@/components/ui/select";
import { api } from "@/lib/rpc/client";
import { DeparturesBoard } from "./departures-board";

/** The board for members: they choose the environment, and the address keeps the choice. */
export function MemberBoard() {
  const [environmentId, setEnvironmentId] = useQueryState("env", parseAsString.withOptions({ history: "push" }));
  const everywhere = useQuery(api.departures.board.queryOptions({ input: {} }));
  const environments = everywhere.data?.environments ?? [];
  return (
    <DeparturesBoard
      environmentId={environmentId ?? undefined}
      controls={
        environments.length > 1 && (
          <Select
            aria-label="Environment"
            className="md:w-44!"
            value={environmentId ?? ""}
            onChange={(event) => setEnvironmentId(event.currentTarget.value || null)}
            options={[
              { value: "", label: "Every environment" },
              ...environments.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )
      }
    />
  );
}
