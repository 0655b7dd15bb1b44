"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { roleName } from "@/components/shell/viewer";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { DescriptionList } from "@/components/ui/description-list";
import { Notice } from "@/components/ui/notice";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { PasswordForm } from "./password-form";
import { ProfileForm } from "./profile-form";
import { SignOutEverywhere } from "./sign-out-everywhere";

/** What is one's own: name, zone, password, sessions. */
export function AccountScreen() {
  const queryClient = useQueryClient();
  const { data: me, error } = useQuery(api.people.me.queryOptions({ input: {} }));
  return (
    <PageBody narrow>
      <PageHeader title="Your account" />
      {error && (
        <Notice tone="risk" role="alert" title="Your account cannot be shown">
          {refusalOfError(error).message}
        </Notice>
      )}
      {!me && !error && <Skeleton lines={4} className="h-24!" />}
      {me && (
        <>
          <Card title="Who you are here">
            <DescriptionList
              facts={[
                { term: "E-mail", value: me.email },
                {
                  term: "Roles",
                  value: (
                    <span className="flex flex-wrap gap-1">
                      {me.roles.length === 0 && "none"}
                      {me.roles.map((role) => (
                        <Chip key={role}>{roleName(role)}</Chip>
                      ))}
                    </span>
                  ),
                },
                {
                  term: "Access",
                  value: <TextLink href="/settings/access">Your API tokens</TextLink>,
                },
              ]}
            />
          </Card>
          <Card title="Name and time zone">
            <ProfileForm
              name={me.name}
              zone={me.zone}
              onChanged={() => queryClient.invalidateQueries({ queryKey: api.people.key() })}
            />
          </Card>
          <Card title="Password">
            <PasswordForm email={me.email} name={me.name} />
          </Card>
          <Card title="Sessions">
            <SignOutEverywhere />
          </Card>
        </>
      )}
    </PageBody>
  );
}
