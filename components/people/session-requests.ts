import type { Role } from "@/lib/domain/permission";
import { formatDuration } from "@/lib/time/format";

/** What a form shows when signing in did not work; `undefined`: it did. */
export type SignInProblem = string | undefined;

async function csrfToken(): Promise<string> {
  const response = await fetch("/api/auth/csrf");
  const { csrfToken: token } = (await response.json()) as { csrfToken: string };
  return token;
}

async function post(path: string, fields: Record<string, string>): Promise<Response> {
  const body = new URLSearchParams({ ...fields, csrfToken: await csrfToken(), json: "true" });
  return fetch(`/api/auth/${path}`, { method: "POST", body });
}

async function signIn(provider: string, fields: Record<string, string>): Promise<SignInProblem> {
  const response = await post(`callback/${provider}`, fields).catch(() => undefined);
  if (response?.ok) return undefined;
  if (response?.status === 429) {
    const seconds = Number(response.headers.get("retry-after") ?? 60);
    return `Too many attempts. Try again in ${formatDuration(seconds * 1000)}.`;
  }
  if (response?.status === 401)
    return provider === "demo"
      ? "The example organisation has nobody in this role."
      : "The e-mail address or the password is wrong.";
  return "Signing in did not work: the connection broke or the server is restarting. Try again.";
}

/** The session comes as a cookie that scripts cannot read. */
export function signInByPassword(email: string, password: string): Promise<SignInProblem> {
  return signIn("credentials", { email, password });
}

/** One click, in the demo only. */
export function signInAsRole(role: Role): Promise<SignInProblem> {
  return signIn("demo", { role });
}

/** Forgets the session of this browser and goes to the sign-in page, by a full load so that nothing read stays in memory. */
export async function signOut(): Promise<void> {
  await post("signout", {}).catch(() => undefined);
  window.location.assign("/sign-in");
}
