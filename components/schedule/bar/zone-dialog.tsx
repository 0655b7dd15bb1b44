"use client";

import { useState } from "react";
import { ZoneField } from "@/components/people/zone-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type ZoneDialogProps = { zone: string; onChoose: (zone: string) => void; onClose: () => void };

/** Any zone of the world to read the times in. */
export function ZoneDialog({ zone, onChoose, onClose }: ZoneDialogProps) {
  const [chosen, setChosen] = useState(zone);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Show times in another zone"
      description="For you, in this address. Windows keep the zone that they were set up in."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              onChoose(chosen);
              onClose();
            }}
          >
            Show times so
          </Button>
        </>
      }
    >
      <div className="min-h-48">
        <ZoneField name="zone" defaultValue={zone} onChange={setChosen} />
      </div>
    </Dialog>
  );
}
