"use client";

import { clsx } from "clsx";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Spinner } from "./spinner";

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** It runs: shows a spinner, is `aria-busy`, keeps the focus and ignores further presses. */
    pending?: boolean;
    icon?: ReactNode;
  };

/**
 * Disabled and pending buttons stay focusable (`aria-disabled`): a keyboard user keeps their place when a press makes the
 * button busy, and can still read why it is off. With `iconOnly` give an `aria-label`.
 */
export function Button(props: ButtonProps) {
  const { variant, size, block, iconOnly, pending, disabled, icon, onClick, className, children, ...rest } = props;
  const off = pending || disabled;
  function press(event: MouseEvent<HTMLButtonElement>) {
    if (off) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    onClick?.(event);
  }
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-disabled={off || undefined}
      aria-busy={pending || undefined}
      className={clsx(
        buttonClass({ variant, size, block, iconOnly }),
        off && "cursor-not-allowed!",
        pending && "cursor-progress!",
        disabled && "opacity-50",
        className,
      )}
    >
      {pending ? <Spinner /> : icon}
      {iconOnly && pending ? null : children}
    </button>
  );
}
