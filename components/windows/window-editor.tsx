"use client";

import { useQuery } from "@tanstack/react-query";
import { FormPage } from "@/components/shell/form-page";
import { api } from "@/lib/rpc/client";
import { formatInstant } from "@/lib/time/format";
import { WindowForm } from "./window-form";

type WindowEditorProps = {
  /** The window to change; left out: a new one. */
  windowId?: string;
  /** The opening from which on it is changed; left out: all of it. */
  occurrenceId?: string;
  environmentId?: string;
  now: Date;
};

/** The page around the form: waits for what the form starts from. */
export function WindowEditor({ windowId, occurrenceId, environmentId, now }: WindowEditorProps) {
  const environments = useQuery(api.services.listEnvironments.queryOptions({ input: {} }));
  const known = useQuery({
    ...api.windows.get.queryOptions({ input: { windowId: windowId ?? "" } }),
    enabled: windowId !== undefined,
  });
  const following = useQuery({
    ...api.windows.continuation.queryOptions({ input: { occurrenceId: occurrenceId ?? "" } }),
    enabled: occurrenceId !== undefined,
    retry: false,
  });
  const error = environments.error ?? known.error ?? following.error;
  const window = known.data?.window;
  const isReady =
    environments.data !== undefined &&
    (windowId === undefined || window !== undefined) &&
    (occurrenceId === undefined || following.data !== undefined);
  return (
    <FormPage
      title={windowId === undefined ? "New window" : `Change ${window?.name ?? "window"}`}
      crumbs={[
        { label: "Windows", href: "/settings/windows" },
        ...(window ? [{ label: window.name, href: `/settings/windows/${window.id}` }] : []),
      ]}
      subtitle={
        windowId === undefined
          ? "On which days and hours an environment accepts deployments."
          : following.data
            ? `From ${formatInstant(following.data.startsAt, following.data.zone, "full")} on. What comes before stays as it is.`
            : "All openings that are not over. Those that were changed alone stay as they are."
      }
      error={error}
    >
      {isReady && (
        <WindowForm
          environments={environments.data.environments}
          window={window}
          from={occurrenceId && following.data ? { occurrenceId, rule: following.data } : undefined}
          environmentId={environmentId}
          now={now}
        />
      )}
    </FormPage>
  );
}
