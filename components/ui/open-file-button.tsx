"use client";

import { FileUp } from "lucide-react";
import { type ChangeEvent, type ComponentProps, useRef } from "react";
import { Button } from "./button";

type OpenFileButtonProps = Pick<ComponentProps<typeof Button>, "size" | "variant" | "pending" | "className"> & {
  children: string;
  /** What the hidden control takes, and what assistive technology calls it. */
  accept: string;
  label: string;
  onFile: (file: File) => void;
};

/** A button that opens a file of the reader's own device. The same file may be chosen again. */
export function OpenFileButton({ children, accept, label, onFile, ...button }: OpenFileButtonProps) {
  const control = useRef<HTMLInputElement>(null);
  function take(event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.currentTarget.files ?? [];
    event.currentTarget.value = "";
    if (file) onFile(file);
  }
  return (
    <>
      <Button
        {...button}
        icon={<FileUp className="size-4" aria-hidden="true" />}
        onClick={() => control.current?.click()}
      >
        {children}
      </Button>
      <input
        ref={control}
        type="file"
        accept={accept}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={take}
      />
    </>
  );
}
