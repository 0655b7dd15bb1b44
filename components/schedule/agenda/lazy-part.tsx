"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { useIsPrinting } from "@/components/schedule/grid/use-is-printing";

type LazyPartProps = {
  /** About how high it will be, in pixels. */
  estimate: number;
  /** Drawn from the start: what the first screen shows. */
  isFirst: boolean;
  children: () => ReactNode;
};

/** A part of a long list that is in the page only while it is near the screen; else its room is kept. */
export function LazyPart({ estimate, isFirst, children }: LazyPartProps) {
  const box = useRef<HTMLDivElement>(null);
  const height = useRef(estimate);
  const [isNear, setIsNear] = useState(isFirst);
  const isPrinting = useIsPrinting();
  const isDrawn = isNear || isPrinting;
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        // Whoever scrolls fast is told of several crossings at once: the last one says where it is now.
        const entry = entries.at(-1);
        if (!entry) return;
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0)
          height.current = entry.boundingClientRect.height;
        // What has the focus stays, wherever one scrolls to.
        setIsNear(entry.isIntersecting || element.contains(document.activeElement));
      },
      { rootMargin: "900px 0px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={box} style={isDrawn ? undefined : { height: height.current }}>
      {isDrawn && children()}
    </div>
  );
}
