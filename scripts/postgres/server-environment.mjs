// @ts-check

/**
 * The server and its tools get nothing of our environment (no secrets, no PG* variables that would change what they
 * do), except what Windows needs to start a program.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function serverEnvironment() {
  const kept = ["PATH", "SystemRoot", "TEMP", "TMP"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}
