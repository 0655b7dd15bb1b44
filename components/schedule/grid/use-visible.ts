"use client";

import { type RefObject, useCallback, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";

/** The part of a scrolling area that is drawn: what is seen of it and some more, in pixels of its content. */
export type Visible = { top: number; bottom: number; left: number; right: number };

/** Scrolling draws again only every so many pixels; so much beyond the edges is drawn beforehand. */
const step = 160;
const beyond = 160;

/** What is drawn before anything can be measured: a screen, on the server and in the first render alike. */
const aScreen: Visible = { top: 0, bottom: 900, left: 0, right: 1320 };
export const everything: Visible = { top: 0, bottom: Infinity, left: 0, right: Infinity };

type Measured = { visible: Visible; width?: number };

function measure({ scrollTop, scrollLeft, clientWidth, clientHeight }: HTMLElement): Measured {
  const down = (value: number) => Math.floor(value / step) * step;
  return {
    visible: {
      top: down(scrollTop - beyond),
      bottom: down(scrollTop + clientHeight + beyond) + step,
      left: down(scrollLeft - beyond),
      right: down(scrollLeft + clientWidth + beyond) + step,
    },
    width: clientWidth,
  };
}

const same = (a: Measured, b: Measured) =>
  a.width === b.width &&
  a.visible.top === b.visible.top &&
  a.visible.bottom === b.visible.bottom &&
  a.visible.left === b.visible.left &&
  a.visible.right === b.visible.right;

/** What of a scrolling area must be drawn, and how wide it is once that is known. `look` measures at once and draws. */
export function useVisible(scroller: RefObject<HTMLElement | null>): Measured & { look: () => void } {
  const [measured, setMeasured] = useState<Measured>({ visible: aScreen });
  const update = useCallback(() => {
    if (scroller.current === null) return;
    const next = measure(scroller.current);
    setMeasured((before) => (same(before, next) ? before : next));
  }, [scroller]);
  useLayoutEffect(() => {
    const area = scroller.current;
    if (area === null) return;
    update();
    area.addEventListener("scroll", update, { passive: true });
    const observer = new ResizeObserver(update);
    observer.observe(area);
    return () => {
      area.removeEventListener("scroll", update);
      observer.disconnect();
    };
  }, [scroller, update]);
  return { ...measured, look: useCallback(() => flushSync(update), [update]) };
}
