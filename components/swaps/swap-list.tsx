"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeftRight } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Skeleton } from "@/components/ui/skeleton";
import { api } from "@/lib/rpc/client";
import { refusalOfError } from "@/lib/rpc/refusal-of-error";
import { SwapCard } from "./swap-card";

/** Swap offers: those that wait for an answer of ours first, then the others that are open, then what was answered lately. */
export function SwapList() {
  const { data, error } = useQuery(api.swaps.list.queryOptions({ input: {} }));
  if (error) {
    return (
      <Notice tone="risk" role="alert" title="Swap offers cannot be shown">
        {refusalOfError(error).message}
      </Notice>
    );
  }
  if (data === undefined) return <Skeleton lines={3} className="h-20!" />;
  if (data.swaps.length === 0) {
    return (
      <EmptyState icon={<ArrowLeftRight />} title="Nobody offers a swap">
        Does another team have the time that you need? Open your slot in the schedule and choose “Offer a swap”: both
        slots change places when they accept.
      </EmptyState>
    );
  }
  const groups = [
    { title: "To answer", swaps: data.swaps.filter(({ mayAnswer, mayWithdraw }) => mayAnswer && !mayWithdraw) },
    {
      title: "Open",
      swaps: data.swaps.filter(
        ({ status, mayAnswer, mayWithdraw }) => status === "offered" && (!mayAnswer || mayWithdraw),
      ),
    },
    { title: "Answered in the last two weeks", swaps: data.swaps.filter(({ status }) => status !== "offered") },
  ];
  return (
    <div className="grid gap-5">
      {groups
        .filter(({ swaps }) => swaps.length > 0)
        .map(({ title, swaps }) => (
          <section key={title} aria-label={title} className="grid gap-2.5">
            <h2 className="font-semibold text-base">{title}</h2>
            {swaps.map((swap) => (
              <SwapCard key={swap.id} swap={swap} />
            ))}
          </section>
        ))}
    </div>
  );
}
