import type { Metadata } from "next";
import { JoinForm } from "@/components/people/join-form";
import { roleName } from "@/components/shell/viewer";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { serverClient } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Join" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function JoinPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const found = await serverClient()
    .people.invitation({ token: given })
    .then(
      (invitation) => ({ invitation, refusal: undefined }),
      (error: unknown) => ({ invitation: undefined, refusal: refusalOfError(error) }),
    );
  if (found.refusal)
    return (
      <>
        <h1 className="font-semibold text-3xl tracking-tight">This invitation cannot be used</h1>
        <Notice tone="risk" action={<ButtonLink href="/sign-in">To the sign-in page</ButtonLink>}>
          {found.refusal.code === "invalid_input" ? "A part of the link was lost on the way." : found.refusal.message}
        </Notice>
      </>
    );
  const { organisationName, invitedByName, role, teamName, email } = found.invitation;
  return (
    <>
      <div>
        <h1 className="font-semibold text-3xl tracking-tight">Join {organisationName}</h1>
        <p className="mt-1 text-ink-2">
          {invitedByName} invites you as {roleName(role)}
          {teamName && <> of {teamName}</>}.
        </p>
      </div>
      <Card>
        <JoinForm token={given} email={email} />
      </Card>
    </>
  );
}
