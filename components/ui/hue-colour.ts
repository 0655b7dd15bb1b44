/**
 * The colour of one of twelve chosen hues (0–11, such as a team's), 3:1 on a panel in both themes. Colours alone tell nobody
 * which team it is: its name always stands beside it.
 */
export function hueColour(hue: number): string {
  const degrees = (((hue % 12) + 12) % 12) * 30 + 15;
  return `light-dark(oklch(0.53 0.115 ${degrees}), oklch(0.74 0.105 ${degrees}))`;
}
