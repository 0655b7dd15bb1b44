"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { FormRefusal } from "@/components/people/form-refusal";
import { useFormAction } from "@/components/people/use-form-action";
import { Button } from "@/components/ui/button";
import { StatusChip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";
import { SidePanel } from "@/components/ui/side-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { TimeText } from "@/components/ui/time-text";
import { notify } from "@/components/ui/toaster";
import { replayEvent } from "@/lib/inbound/actions";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import type { EventDetail } from "./inbound-data";
import { outcomeWords } from "./inbound-words";

type EventPanelProps = { eventId: string; zone: string; onClose: () => void };

/** One event: what came of it, why, and what was sent. */
export function EventPanel({ eventId, zone, onClose }: EventPanelProps) {
  const queryClient = useQueryClient();
  const form = useFormAction();
  const { data, error } = useQuery(api.inbound.event.queryOptions({ input: { eventId } }));
  async function replay() {
    const done = await form.run(() => replayEvent({ eventId }));
    if (!done) return;
    const { outcome, reason } = done.value;
    notify({
      title: `Replayed: ${outcomeWords[outcome].label}`,
      text: reason || undefined,
      tone: outcomeWords[outcome].tone,
    });
    await queryClient.invalidateQueries({ queryKey: api.inbound.key() });
  }
  const mayReplay = data !== undefined && data.outcome !== "applied" && data.payload !== null;
  return (
    <SidePanel
      open
      onOpenChange={(open) => !open && onClose()}
      kicker={data?.source.name ?? "Event"}
      title={data?.eventType ?? "…"}
      subtitle={data?.summary}
      footer={
        mayReplay && (
          <Button variant="primary" pending={form.pending} onClick={replay}>
            Replay
          </Button>
        )
      }
    >
      {error && (
        <Notice tone="risk" role="alert" title="The event cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!data && !error && <Skeleton lines={8} />}
      <FormRefusal refusal={form.refusal} />
      {data && <Details event={data} zone={zone} />}
      {mayReplay && (
        <p className="text-ink-2 text-xs">
          Replaying is safe: what is known already or older than what is known changes nothing.
        </p>
      )}
    </SidePanel>
  );
}

function Details({ event, zone }: { event: EventDetail; zone: string }) {
  const words = outcomeWords[event.outcome];
  const payload = useMemo(() => pretty(event.payload), [event.payload]);
  const facts = [
    { term: "Outcome", value: <StatusChip tone={words.tone}>{words.label}</StatusChip> },
    { term: "Why", value: event.reason },
    { term: "Received", value: <TimeText at={event.receivedAt} zone={zone} style="exact" /> },
    { term: "Happened", value: event.occurredAt && <TimeText at={event.occurredAt} zone={zone} style="exact" /> },
    { term: "Replayed", value: event.replayedAt && <TimeText at={event.replayedAt} zone={zone} style="exact" /> },
    { term: "Came again", value: event.repeats > 0 && `${event.repeats} times, changing nothing` },
    { term: "Place", value: event.place },
    { term: "Branch or tag", value: event.ref },
    { term: "Commit", value: event.commitSha && <code className="break-all">{event.commitSha}</code> },
    { term: "Artifact", value: event.artifactDigest && <code className="break-all">{event.artifactDigest}</code> },
    { term: "Delivery", value: <code className="break-all">{event.deliveryId}</code> },
  ].filter(({ value }) => value);
  return (
    <>
      <DescriptionList facts={facts} />
      {event.effects.length > 0 && (
        <section className="grid gap-1">
          <h3 className="font-semibold text-sm">What it brought about</h3>
          <ul className="grid gap-1 text-sm">
            {event.effects.map(({ kind, name, releaseId, deploymentId }) => {
              const href = deploymentId ? `/deployments/${deploymentId}` : releaseId && `/releases/${releaseId}`;
              return (
                <li key={`${kind} ${name}`}>
                  <span className="text-ink-2">{kind}</span> {href ? <TextLink href={href}>{name}</TextLink> : name}
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section className="grid gap-1">
        <h3 className="font-semibold text-sm">What was sent</h3>
        {payload === null ? (
          <p className="text-ink-2 text-sm">No longer kept: payloads go after 30 days.</p>
        ) : (
          <section
            aria-label="What was sent"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it with the arrow keys.
            tabIndex={0}
            className="max-h-96 overflow-auto rounded-lg bg-sunken p-2.5 text-xs"
          >
            <pre>{payload}</pre>
          </section>
        )}
      </section>
    </>
  );
}

/** Indented where it is JSON, and only the beginning of what is very long. */
function pretty(payload: string | null): string | null {
  if (payload === null) return null;
  let text = payload;
  try {
    text = JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    // Shown as it came.
  }
  return text.length > 60_000 ? `${text.slice(0, 60_000)}\n… ${text.length - 60_000} more characters` : text;
}
