const atNeon = (url: string) => URL.canParse(url) && new URL(url).hostname.endsWith('.neon.tech');

/** Whether a database is asked in Neon's own protocol: as `driver` says, else by its host. */
export const speaksNeon = (url: string, driver?: 'pg' | 'neon'): boolean => (driver ? driver === 'neon' : atNeon(url));

/** The same database without Neon's pooler, which it names in the first part of the host. LISTEN needs it so. */
export function unpooled(url: string): string {
  if (!atNeon(url)) return url;
  const { hostname } = new URL(url);
  return url.replace(hostname, hostname.replace(/-pooler(?=\.)/, ''));
}
