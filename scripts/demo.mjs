// @ts-check
import { launch } from "./launch/launch.mjs";
import { runCommand } from "./launch/terminal.mjs";

await runCommand(() => launch({ demo: true }));
