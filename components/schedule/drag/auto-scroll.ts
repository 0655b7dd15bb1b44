const edge = 56;
const fastest = 16;

function speed(distance: number): number {
  return distance >= edge ? 0 : Math.ceil(fastest * (1 - Math.max(0, distance) / edge));
}

type Hand = { x: number; y: number };

/**
 * Scrolls an area while a hand holds something near its edges, and says so after each step. Away from the edges it does nothing at
 * all: a frame that is asked for is a frame that must be drawn. `headHeight`: what stands still at its top is no part of where things
 * lie.
 */
export function scrollAtEdges(area: HTMLElement, headHeight: number, moved: (hand: Hand) => void) {
  let frame: number | undefined;
  let hand: Hand = { x: 0, y: 0 };
  const stop = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
  };
  function wanted(): { across: number; down: number } {
    const { left, right, top, bottom } = area.getBoundingClientRect();
    return {
      across: speed(right - hand.x) - speed(hand.x - left),
      down: speed(bottom - hand.y) - speed(hand.y - top - headHeight),
    };
  }
  function step() {
    const { across, down } = wanted();
    const before = { left: area.scrollLeft, top: area.scrollTop };
    if (across !== 0 || down !== 0) area.scrollBy(across, down);
    if (area.scrollLeft === before.left && area.scrollTop === before.top) {
      frame = undefined;
      return;
    }
    frame = requestAnimationFrame(step);
    moved(hand);
  }
  return {
    handAt(at: Hand) {
      hand = at;
      const { across, down } = wanted();
      if (frame === undefined && (across !== 0 || down !== 0)) frame = requestAnimationFrame(step);
    },
    stop,
  };
}
