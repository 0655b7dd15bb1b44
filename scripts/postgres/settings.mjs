// @ts-check

/**
 * Given on the command line at every start, so that a new version of Signalbox brings its settings with it.
 * What is not here is Postgres' default; durability (fsync, synchronous_commit, full_page_writes) stays on.
 */
const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  password_encryption: "scram-sha-256",
  // web and worker pools, LISTEN connections, a second copy of each, and a person with psql.
  max_connections: 120,
  shared_buffers: "128MB",
  effective_cache_size: "512MB",
  // One booking is one small commit: on solid-state disks random reads cost about what sequential ones do.
  random_page_cost: 1.1,
  wal_compression: "pglz",
  // Our queries are short. Compiling them costs more than it saves, and parallel ones need a /dev/shm that containers
  // often keep at 64 MB.
  jit: "off",
  max_parallel_workers_per_gather: 0,
  // A forgotten transaction must not hold a lane's lock for ever.
  idle_in_transaction_session_timeout: "60s",
  timezone: "UTC",
  log_timezone: "UTC",
  // Refused bookings are expected answers of the constraints, not errors of the server; whoever gets an unexpected one
  // logs it with its cause. ("log" is above "error" in this setting.)
  log_min_messages: "log",
  log_checkpoints: "off",
  log_line_prefix: "%m [%p] ",
};

/**
 * @param {number} port
 * @param {Record<string, string | number>} extra
 * @returns {string[]} arguments of `postgres`
 */
export function settingArguments(port, extra) {
  return Object.entries({ ...SETTINGS, port, ...extra }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
