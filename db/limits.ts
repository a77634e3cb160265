/** Connections of a process; drivers leave some of them to people and pages. */
export const connections = 10;
export const connectionsOfDrivers = 6;
/** Longest time for a statement, and for a connection to come free, ms. */
export const deadlines = { query_timeout: 30_000, connectionTimeoutMillis: 10_000 };
