import type { Tx } from "@/db/client";
import type { Member } from "@/lib/auth/actor";
import type { PlanItem, PlanSection, ScopeEntry, Standing } from "@/lib/domain/plan";
import type { PlanEffect } from "@/lib/domain/plan-effect";
import { type Result, refuse } from "@/lib/domain/refusal";

/** What carrying out one change is given. */
export type Step = {
  tx: Tx;
  /** Acts with the rights that applying a plan includes. */
  actor: Member;
  now: Date;
  /** The ids of environments, teams and services by their names, those made by earlier steps included. */
  ids: PlanIds;
  /** What the addresses of targets were found to be, before the transaction began. */
  addresses: ReadonlyMap<string, Result<URL>>;
};

export type Outcome = { id?: string; effects?: PlanEffect[] };

/** How the changes of one section are made: each by the command that a person's click runs. */
export type CarryOut<Section extends PlanSection> = {
  add: (step: Step, wanted: PlanItem<Section>) => Promise<Result<Outcome>>;
  change: (step: Step, standing: Standing<PlanItem<Section>>, wanted: PlanItem<Section>) => Promise<Result<Outcome>>;
  remove: (step: Step, standing: Standing<PlanItem<Section>>) => Promise<Result<Outcome>>;
  /** What can be done only when everything of the section is there, one round after the other. */
  afterwards?: ((step: Step, made: Made<Section>) => Promise<Result<Outcome>>)[];
};

/** Something that was added or changed. */
export type Made<Section extends PlanSection> = {
  id: string;
  standing?: Standing<PlanItem<Section>>;
  wanted: PlanItem<Section>;
};

type NamedSection = "environments" | "teams" | "services";

/** Ids by name. A name that stands for nothing belongs to a thing whose own change was refused. */
export class PlanIds {
  readonly #ids = new Map<string, string>();

  learn(section: NamedSection, name: string, id: string): void {
    this.#ids.set(`${section} ${name.toLowerCase()}`, id);
  }

  get(section: NamedSection, name: string): string {
    const id = this.#ids.get(`${section} ${name.toLowerCase()}`);
    if (id === undefined) throw new MissingName(section, name);
    return id;
  }

  scope({ environments, teams, services }: ScopeEntry) {
    return {
      environmentIds: environments.map((name) => this.get("environments", name)),
      teamIds: teams.map((name) => this.get("teams", name)),
      serviceIds: services.map((name) => this.get("services", name)),
    };
  }
}

/** Thrown out of a step and told as its refusal: the names were all known before, so the thing itself could not be made. */
export class MissingName extends Error {
  readonly result;

  constructor(section: NamedSection, name: string) {
    super(name);
    this.result = refuse("not_found", `It needs "${name}" (${section}), which could not be made.`);
  }
}
