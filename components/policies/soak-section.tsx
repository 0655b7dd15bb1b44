"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormAction } from "@/components/people/use-form-action";
import { RefusalNotice } from "@/components/slots/refusal-notice";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Row, RowList } from "@/components/ui/row-list";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { notify } from "@/components/ui/toaster";
import { attempt } from "@/lib/rpc/attempt";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { removeSoak, setSoak } from "@/lib/services/actions";
import type { SoakRules } from "@/lib/services/input";
import { formatDuration } from "@/lib/time/format";

/** How long a build must have run at the stop before, until it may enter an environment. */
export function SoakSection() {
  const { data } = useQuery(api.services.listSoak.queryOptions());
  const queryClient = useQueryClient();
  if (data === undefined) return null;
  async function remove(environmentId: string, serviceId: string | undefined) {
    const [error] = await attempt(removeSoak({ environmentId, serviceId }));
    if (error) notify({ title: "The soak time stands", text: refusalOfError(error).message, tone: "risk" });
    void queryClient.invalidateQueries();
  }
  return (
    <Card title="Soak" aside="a minimum time at the stop before">
      <p className="mb-3 max-w-prose text-ink-2 text-sm">
        Exactly the build that would be deployed must have run at the stop before for so long; a newer build begins
        again. It is a gate of every slot, for booked ones too.
      </p>
      {data.rules.length === 0 && <p className="text-sm">No environment asks for it.</p>}
      <RowList label="Soak times">
        {data.rules.map(({ environment, service, minutes, hotfixesExempt, setBy }) => (
          <Row
            key={`${environment.id} ${service?.id}`}
            title={`${service?.name ?? "Every service"} into ${environment.name}: ${minutes === 0 ? "need not wait" : formatDuration(minutes * 60_000)}`}
            detail={[hotfixesExempt ? "hotfixes need not wait" : "", setBy === null ? "" : `set by ${setBy}`]
              .filter(Boolean)
              .join(" · ")}
            end={
              data.mayManage && (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Remove the soak time of ${service?.name ?? "every service"} into ${environment.name}`}
                  onClick={() => remove(environment.id, service?.id)}
                >
                  Remove
                </Button>
              )
            }
          />
        ))}
      </RowList>
      {data.mayManage && data.environments.length > 1 && <SoakForm data={data} />}
    </Card>
  );
}

function SoakForm({ data }: { data: SoakRules }) {
  const queryClient = useQueryClient();
  const last = data.environments.at(-1)?.id ?? "";
  const [environmentId, setEnvironmentId] = useState(last);
  const [serviceId, setServiceId] = useState("");
  const [hours, setHours] = useState("24");
  const [hotfixesExempt, setHotfixesExempt] = useState(true);
  const { run, pending, errorOf, refusal } = useFormAction(["minutes"]);
  const minutes = Math.round(Number(hours.replace(",", ".")) * 60);
  const valid = Number.isFinite(minutes) && minutes >= 0 && minutes <= 43_200;
  async function save(event: FormEvent) {
    event.preventDefault();
    if (!valid) return;
    const done = await run(() =>
      setSoak({ environmentId, serviceId: serviceId || undefined, minutes, hotfixesExempt }),
    );
    void queryClient.invalidateQueries();
    if (done !== undefined) notify({ title: "The soak time is set" });
  }
  return (
    <form onSubmit={save} noValidate className="mt-4 grid items-end gap-3 md:grid-cols-4">
      <Field label="Into" required>
        <Select
          value={environmentId}
          onChange={(event) => setEnvironmentId(event.currentTarget.value)}
          options={data.environments.slice(1).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      <Field label="For" required>
        <Select
          value={serviceId}
          onChange={(event) => setServiceId(event.currentTarget.value)}
          options={[
            { value: "", label: "every service" },
            ...data.services.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
      <Field label="Hours" required error={valid ? errorOf("minutes") : "From 0 to 720 hours."}>
        <TextInput inputMode="decimal" value={hours} onChange={(event) => setHours(event.currentTarget.value)} />
      </Field>
      <Button type="submit" pending={pending}>
        Set
      </Button>
      <Checkbox
        className="md:col-span-4"
        label="Hotfixes need not wait"
        checked={hotfixesExempt}
        onChange={(event) => setHotfixesExempt(event.currentTarget.checked)}
      />
      {refusal && <RefusalNotice refusal={refusal} zone="UTC" />}
    </form>
  );
}
