"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import * as Radix from "radix-ui/dropdown-menu";
import type { ReactElement, ReactNode } from "react";
import { Link } from "./link";

const itemClass = clsx(
  "flex min-h-8 w-full select-none items-center gap-2.5 rounded-sm px-2 text-left text-ink outline-none phone:min-h-11",
  "data-highlighted:bg-sunken data-disabled:opacity-50 data-highlighted:outline-2 data-highlighted:outline-accent data-highlighted:-outline-offset-2",
);

type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom";
};

/** Acts behind one button. */
export function Menu({ trigger, children, align = "end", side = "bottom" }: MenuProps) {
  return (
    // Not modal: a menu hides nothing from screen readers, and a second press on its button closes it.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-rise overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type MenuItemProps = {
  children: ReactNode;
  icon?: ReactNode;
  /** At the end of the line: a key hint, a count. */
  end?: ReactNode;
  href?: string;
  onSelect?: () => void;
  disabled?: boolean;
  danger?: boolean;
};

export function MenuItem({ children, icon, end, href, onSelect, disabled, danger }: MenuItemProps) {
  const content = (
    <>
      {icon && (
        <span aria-hidden="true" className={clsx("[&>svg]:size-4", !danger && "text-ink-2")}>
          {icon}
        </span>
      )}
      <span className="min-w-0 grow">{children}</span>
      {end}
    </>
  );
  return (
    <Radix.Item
      asChild={href !== undefined}
      disabled={disabled}
      onSelect={onSelect}
      className={clsx(itemClass, danger && "text-risk")}
    >
      {href === undefined ? content : <Link href={href}>{content}</Link>}
    </Radix.Item>
  );
}

type MenuChoicesProps<Value extends string> = {
  label: string;
  options: readonly { value: Value; label: ReactNode }[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One of several, the chosen one ticked. */
export function MenuChoices<Value extends string>({ label, options, value, onChange }: MenuChoicesProps<Value>) {
  return (
    <Radix.RadioGroup aria-label={label} value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      {options.map((option) => (
        <Radix.RadioItem key={option.value} value={option.value} className={itemClass}>
          <span className="grid size-4 place-items-center">
            <Radix.ItemIndicator>
              <Check className="size-4" aria-hidden="true" />
            </Radix.ItemIndicator>
          </span>
          {option.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-2 pb-1 text-ink-2 text-xs">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
