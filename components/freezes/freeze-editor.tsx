"use client";

import { useQuery } from "@tanstack/react-query";
import { FormPage } from "@/components/shell/form-page";
import { useViewer } from "@/components/shell/viewer-context";
import { api } from "@/lib/rpc/client";
import { FreezeForm } from "./freeze-form";
import { useScopeChoices } from "./use-scope-choices";

/** The page around the form: waits for what the form starts from. Without `freezeId` it makes a new freeze. */
export function FreezeEditor({ freezeId, now }: { freezeId?: string; now: Date }) {
  const viewer = useViewer();
  const { choices, error } = useScopeChoices();
  const known = useQuery({
    ...api.freezes.get.queryOptions({ input: { freezeId: freezeId ?? "" } }),
    enabled: freezeId !== undefined,
  });
  const isReady = freezeId === undefined || known.data !== undefined;
  return (
    <FormPage
      title={freezeId === undefined ? "New freeze" : `Change ${known.data?.name ?? "freeze"}`}
      crumbs={[
        { label: "Freezes", href: "/settings/freezes" },
        ...(known.data ? [{ label: known.data.name, href: `/settings/freezes/${known.data.id}` }] : []),
      ]}
      subtitle="It wins over every window, and over slots that are booked already."
      error={error ?? known.error}
    >
      {choices && isReady && (
        <FreezeForm
          {...choices}
          freeze={known.data}
          zone={choices.environments.at(-1)?.zone ?? viewer.zone}
          now={now}
        />
      )}
    </FormPage>
  );
}
