import { ensureBuild } from "@/scripts/launch/build.mjs";

/** The process tests run the production build: made once, before the first of them. */
export async function setup(): Promise<void> {
  await ensureBuild();
}
