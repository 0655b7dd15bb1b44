"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { KeyHint } from "@/components/ui/key-hint";
import { useShortcutSwitch } from "./shortcut-switch";
import { type Shortcut, shortcutGroups, useShortcuts } from "./shortcuts";

const shellGroups: readonly string[] = Object.values(shortcutGroups);

type ShortcutHelpProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Every shortcut that works right now, and the switch that turns them off. */
export function ShortcutHelp({ open, onOpenChange }: ShortcutHelpProps) {
  const shortcuts = useShortcuts();
  const [on, turn] = useShortcutSwitch();
  // What belongs to the page in view is asked for most.
  const ofThePage = shortcuts.map((shortcut) => shortcut.group).filter((group) => !shellGroups.includes(group));
  const groups = [...new Set([...ofThePage, ...shellGroups])];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts" width="lg">
      <div className="gap-x-10 md:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1.5 font-semibold text-ink-2 text-sm">{group}</h3>
            <ShortcutLines shortcuts={shortcuts.filter((shortcut) => shortcut.group === group)} />
          </section>
        ))}
      </div>
      <div className="border-line border-t pt-3">
        <Checkbox
          label="Use these shortcuts"
          hint="Turn them off when you speak to your computer or press keys by accident."
          checked={on}
          onChange={(event) => turn(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  );
}

function ShortcutLines({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  return (
    <ul className="grid gap-1">
      {shortcuts.map((shortcut) => (
        <li key={shortcut.keys} className="flex items-center justify-between gap-4">
          {shortcut.label}
          <KeyHint keys={shortcut.keys} />
        </li>
      ))}
    </ul>
  );
}
