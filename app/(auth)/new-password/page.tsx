import type { Metadata } from "next";
import { ChoosePasswordForm } from "@/components/people/choose-password-form";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { serverClient } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "New password" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function NewPasswordPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const given = typeof token === "string" ? token : "";
  const found = await serverClient()
    .people.passwordLink({ token: given })
    .then(
      (person) => ({ person, refusal: undefined }),
      (error: unknown) => ({ person: undefined, refusal: refusalOfError(error) }),
    );
  if (found.refusal)
    return (
      <>
        <h1 className="font-semibold text-3xl tracking-tight">This link cannot be used</h1>
        <Notice tone="risk" action={<ButtonLink href="/sign-in">To the sign-in page</ButtonLink>}>
          {found.refusal.code === "invalid_input" ? "A part of the link was lost on the way." : found.refusal.message}
        </Notice>
      </>
    );
  return (
    <>
      <div>
        <h1 className="font-semibold text-3xl tracking-tight">Choose a new password</h1>
        <p className="mt-1 text-ink-2">You are signed out everywhere else when you do.</p>
      </div>
      <Card>
        <ChoosePasswordForm token={given} {...found.person} />
      </Card>
    </>
  );
}
