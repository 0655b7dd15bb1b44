import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetUpForm } from "@/components/people/set-up-form";
import { Card } from "@/components/ui/card";
import { serverClient } from "@/lib/rpc/server";

export const metadata: Metadata = { title: "Set up" };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

export default async function SetUpPage({ searchParams }: Props) {
  const { isSetUp } = await serverClient().people.installation();
  if (isSetUp) redirect("/sign-in");
  const { token } = await searchParams;
  return (
    <>
      <div>
        <h1 className="font-semibold text-3xl tracking-tight">Set up Signalbox</h1>
        <p className="mt-1 text-ink-2">
          This installation is new. You become its first admin; everybody else is invited by you.
        </p>
      </div>
      <Card>
        <SetUpForm token={typeof token === "string" ? token : ""} />
      </Card>
    </>
  );
}
