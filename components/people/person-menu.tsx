"use client";

import { AtSign, Ban, KeyRound, LogOut, MoreHorizontal, RotateCcw, UserCog } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { notify } from "@/components/ui/toaster";
import { disablePerson, enablePerson, signOutPerson } from "@/lib/people/actions";
import type { PersonRow } from "@/lib/people/input";
import { AddressesDialog } from "./addresses-dialog";
import { FormRefusal } from "./form-refusal";
import { PasswordLinkDialog } from "./password-link-dialog";
import { useFormAction } from "./use-form-action";

type PersonMenuProps = { person: PersonRow; zone: string; onEditRoles: () => void; onChanged: () => void };

/** What an admin can do about somebody. */
export function PersonMenu({ person, zone, onEditRoles, onChanged }: PersonMenuProps) {
  const form = useFormAction();
  const [asking, setAsking] = useState<"disable" | "signOut" | "password" | "addresses">();
  const input = { personId: person.id };
  async function disable() {
    if (!(await form.run(() => disablePerson(input)))) return false;
    notify({ title: `${person.name} is locked out`, undo: enable });
    onChanged();
  }
  async function enable() {
    if (!(await form.run(() => enablePerson(input)))) return;
    notify({ title: `${person.name} can sign in again` });
    onChanged();
  }
  async function signOut() {
    if (!(await form.run(() => signOutPerson(input)))) return false;
    notify({ title: `${person.name} is signed out everywhere` });
  }
  function ask(what: typeof asking) {
    form.forget();
    setAsking(what);
  }
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" iconOnly aria-label={`Actions for ${person.name}`}>
            <MoreHorizontal className="size-4" aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={<UserCog />} onSelect={onEditRoles}>
          Roles…
        </MenuItem>
        <MenuItem icon={<AtSign />} onSelect={() => ask("addresses")}>
          Other addresses…
        </MenuItem>
        <MenuItem icon={<KeyRound />} disabled={person.disabledAt !== null} onSelect={() => ask("password")}>
          New password…
        </MenuItem>
        <MenuItem icon={<LogOut />} onSelect={() => ask("signOut")}>
          Sign out everywhere…
        </MenuItem>
        <MenuSeparator />
        {person.disabledAt ? (
          <MenuItem icon={<RotateCcw />} onSelect={enable}>
            Let in again
          </MenuItem>
        ) : (
          <MenuItem icon={<Ban />} danger onSelect={() => ask("disable")}>
            Lock out…
          </MenuItem>
        )}
      </Menu>
      {asking === "addresses" && (
        <AddressesDialog person={person} onClose={() => ask(undefined)} onChanged={onChanged} />
      )}
      <PasswordLinkDialog
        person={person}
        zone={zone}
        open={asking === "password"}
        onOpenChange={(open) => ask(open ? "password" : undefined)}
      />
      <ConfirmDialog
        open={asking === "disable"}
        onOpenChange={(open) => ask(open ? "disable" : undefined)}
        title={`Lock out ${person.name}?`}
        description="Their sessions and API tokens stop working at once. What they did stays; what they have in test goes back to the queue. You can let them in again."
        confirmLabel="Lock out"
        cancelLabel="Leave it"
        onConfirm={disable}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asking === "signOut"}
        onOpenChange={(open) => ask(open ? "signOut" : undefined)}
        title={`Sign out ${person.name} everywhere?`}
        description="Every browser they are signed in with asks for the password again. API tokens go on working."
        confirmLabel="Sign out everywhere"
        cancelLabel="Leave it"
        tone="primary"
        onConfirm={signOut}
      >
        <FormRefusal refusal={form.refusal} />
      </ConfirmDialog>
    </>
  );
}
