"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { api } from "@/lib/rpc/client";
import type { RehearsedFreezeInput, RehearsedPolicyInput, RehearsedWindowInput } from "./plan-data";
import { RehearsalPanel } from "./rehearsal-panel";
import { ownRefusal, useSettled } from "./use-rehearsal";

/** How it is shown: beside a form that names the booked slots itself, or, `bare`, within something else that does not. */
type Look = { bare?: boolean; title?: string };

/** What a window would have meant, beside its form. `undefined` while the form lacks something. */
export function WindowRehearsal({ input, bare, title }: Look & { input: RehearsedWindowInput | undefined }) {
  const { asked, isSettled } = useSettled(input);
  const { data, error, isPlaceholderData } = useQuery(
    api.plans.rehearseWindow.queryOptions({ input: asked ?? skipToken, placeholderData: keepPreviousData }),
  );
  return (
    <Panel withoutBooked={!bare} {...{ input, data, error, bare, title, isStale: isPlaceholderData || !isSettled }} />
  );
}

/** What putting a window away would have meant, within the dialog that asks. */
export function ArchiveRehearsal({ windowId, environmentId }: { windowId: string; environmentId: string }) {
  const input = { windowId, environmentId, after: null };
  const { data, error } = useQuery(api.plans.rehearseWindow.queryOptions({ input }));
  return <Panel bare {...{ input, data, error, isStale: false }} />;
}

/** What a freeze would have meant, beside its form. */
export function FreezeRehearsal({ input, bare, title }: Look & { input: RehearsedFreezeInput | undefined }) {
  const { asked, isSettled } = useSettled(input);
  const { data, error, isPlaceholderData } = useQuery(
    api.plans.rehearseFreeze.queryOptions({ input: asked ?? skipToken, placeholderData: keepPreviousData }),
  );
  return (
    <Panel withoutBooked={!bare} {...{ input, data, error, bare, title, isStale: isPlaceholderData || !isSettled }} />
  );
}

/** What lifting a freeze lets go again, within the dialog that asks. */
export function LiftRehearsal({ freezeId }: { freezeId: string }) {
  const { data, error } = useQuery(api.plans.rehearseFreeze.queryOptions({ input: { freezeId, after: null } }));
  return <Panel bare {...{ input: freezeId, data, error, isStale: false }} />;
}

/** What an approval policy would have meant, within its dialog. */
export function PolicyRehearsal({ input }: { input: RehearsedPolicyInput | undefined }) {
  const { asked, isSettled } = useSettled(input);
  const { data, error, isPlaceholderData } = useQuery(
    api.plans.rehearsePolicy.queryOptions({ input: asked ?? skipToken, placeholderData: keepPreviousData }),
  );
  return <Panel bare withoutBooked {...{ input, data, error, isStale: isPlaceholderData || !isSettled }} />;
}

type PanelProps = {
  input: unknown;
  data: Parameters<typeof RehearsalPanel>[0]["rehearsal"];
  error: unknown;
  isStale: boolean;
  bare?: boolean;
  title?: string;
  withoutBooked?: boolean;
};

/** Nothing while there is nothing to replay: the form says what it lacks. */
function Panel({ input, data, error, ...look }: PanelProps) {
  const refusal = ownRefusal(error);
  if (input === undefined || (error && !refusal)) return null;
  return <RehearsalPanel rehearsal={data} refusal={refusal} {...look} />;
}
