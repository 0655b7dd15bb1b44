/** What a press becomes: the mouse must move a little, a finger must rest a moment, or it was a click or the start of a scroll. */
const threshold = 4;
const restMillis = 380;
const restSlack = 9;

type Grab = {
  event: PointerEvent;
  /** It is taken up, where the press began: from now on the hand carries. */
  onTake: () => void;
  onMove: (at: { x: number; y: number }) => void;
  onDrop: () => void;
  onCancel: () => void;
  /** Hears the pointer from then on, wherever it goes. */
  capture: HTMLElement;
};

/** Follows one press from its beginning to its end. Returns the function that ends it. */
export function followGrab({ event: down, onTake, onMove, onDrop, onCancel, capture }: Grab): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  const isTouch = down.pointerType === "touch";
  let taken = false;
  let last = { x: down.clientX, y: down.clientY };
  const timer = isTouch ? setTimeout(take, restMillis) : undefined;

  function take() {
    taken = true;
    // A touch that scrolled is no longer ours to hear.
    if (capture.isConnected) capture.setPointerCapture(down.pointerId);
    if (isTouch) navigator.vibrate?.(12);
    onTake();
    onMove(last);
  }
  function end(how?: () => void) {
    clearTimeout(timer);
    ended.abort();
    if (taken) {
      // The click that a browser makes of the release would open what was only moved.
      const swallow = (click: Event) => click.stopPropagation();
      window.addEventListener("click", swallow, { capture: true, once: true });
      setTimeout(() => window.removeEventListener("click", swallow, { capture: true }));
      how?.();
    }
  }
  const own = (handle: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === down.pointerId) handle(event);
  };
  window.addEventListener(
    "pointermove",
    own((event) => {
      last = { x: event.clientX, y: event.clientY };
      const way = Math.hypot(last.x - down.clientX, last.y - down.clientY);
      if (taken) onMove(last);
      else if (isTouch && way > restSlack) end();
      else if (!isTouch && way > threshold) take();
    }),
    { signal },
  );
  window.addEventListener(
    "pointerup",
    own(() => end(onDrop)),
    { signal },
  );
  window.addEventListener(
    "pointercancel",
    own(() => end(onCancel)),
    { signal },
  );
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !taken) return;
      event.preventDefault();
      event.stopPropagation();
      end(onCancel);
    },
    { signal, capture: true },
  );
  window.addEventListener("contextmenu", (event) => isTouch && event.preventDefault(), { signal });
  return () => end(onCancel);
}
