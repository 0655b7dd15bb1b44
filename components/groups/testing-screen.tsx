"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { TestPlansPanel } from "@/components/test-plans/test-plans-panel";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { GroupsPanel } from "./groups-panel";

const tabs = ["groups", "plans"] as const;

/** How QA works here: who tests what and how much at once, and what is looked at before a build is accepted. */
export function TestingScreen() {
  const [{ tab, service }, setAddress] = useQueryStates({
    tab: parseAsStringLiteral(tabs).withDefault("groups"),
    service: parseAsString.withDefault(""),
  });
  return (
    <PageBody>
      <PageHeader
        title="Testing"
        subtitle="Who tests what and how much at once, and what is looked at before a build is accepted."
        actions={
          <Segmented
            label="Show"
            value={tab}
            onChange={(chosen) => setAddress({ tab: chosen, service: null })}
            options={[
              { value: "groups", label: "Groups" },
              { value: "plans", label: "Test plans" },
            ]}
          />
        }
      />
      {tab === "groups" ? (
        <GroupsPanel />
      ) : (
        <TestPlansPanel
          changingId={service || undefined}
          onChange={(serviceId) => setAddress({ service: serviceId ?? null })}
        />
      )}
    </PageBody>
  );
}
