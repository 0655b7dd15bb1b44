"use client";

import { useState } from "react";
import type { HistoryStage } from "@/lib/domain/history-stage";
import type { Findings } from "./history-data";

export type Stages = ReturnType<typeof useStages>;

/** What each state means: the guess, until somebody says otherwise. */
export function useStages(states: Findings["states"] = []) {
  const [chosen, setChosen] = useState<Readonly<Record<string, HistoryStage>>>({});
  const meant = states.map((state) => ({ ...state, stage: chosen[state.name] ?? state.stage }));
  return {
    states: meant,
    choose: (name: string, stage: HistoryStage) => setChosen((before) => ({ ...before, [name]: stage })),
    said: meant.flatMap(({ name, stage }) => (stage === null ? [] : [{ name, stage }])),
    /** The states that mean nothing yet. */
    open: meant.filter(({ stage }) => stage === null).map(({ name }) => name),
  };
}
