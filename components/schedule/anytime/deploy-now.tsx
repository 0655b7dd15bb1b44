"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { AnytimeService, WeekPlan } from "@/components/schedule/schedule-data";
import { Button } from "@/components/ui/button";

const DeployNowDialog = dynamic(() =>
  import("@/components/licences/deploy-now-dialog").then((file) => file.DeployNowDialog),
);

type DeployNowProps = { service: AnytimeService; environment: WeekPlan["environment"] };

/** The way out at once, where the service may take it. Once it is open it stays: should the licence lapse meanwhile, it says so. */
export function DeployNow({ service, environment }: DeployNowProps) {
  const [open, setOpen] = useState(false);
  const { serviceId, name, licensed } = service;
  return (
    <>
      {(licensed || environment.defaultOpen) && (
        <Button size="sm" aria-label={`Deploy now … ${name}`} onClick={() => setOpen(true)}>
          Deploy now …
        </Button>
      )}
      {open && <DeployNowDialog serviceId={serviceId} environmentId={environment.id} onClose={() => setOpen(false)} />}
    </>
  );
}
