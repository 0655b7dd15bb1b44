import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { DemoRoles } from "@/components/people/demo-roles";
import { SignInForm } from "@/components/people/sign-in-form";
import { Card } from "@/components/ui/card";
import { isMember } from "@/lib/auth/actor";
import { safeReturnPath } from "@/lib/auth/return-path";
import { contextOfHeaders } from "@/lib/rpc/request-context";
import { serverClient } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ return?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const returnPath = safeReturnPath((await searchParams).return);
  const { organisationName, isSetUp, isDemo } = await serverClient().people.installation();
  if (!isSetUp) redirect("/set-up");
  if (isMember((await contextOfHeaders()).actor)) redirect(returnPath);
  return (
    <>
      <h1 className="font-semibold text-3xl tracking-tight">Sign in to {organisationName}</h1>
      {isDemo && <DemoRoles returnPath={returnPath} />}
      <Card title={isDemo ? "Or with a password" : undefined}>
        <SignInForm returnPath={returnPath} />
      </Card>
      <p className="text-ink-2 text-sm">
        No account yet, or the password forgotten? An admin of your organisation sends you a link.
      </p>
    </>
  );
}
