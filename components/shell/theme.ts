/** What a viewer can choose. `system` follows the device and leaves no cookie. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = "signalbox_theme";

/** A cookie that holds anything else counts as no choice. */
export function readTheme(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system";
}
