import createNextIntlPlugin from 'next-intl/plugin';

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.XIO_DIST_DIR ?? '.next',
  poweredByHeader: false,
  serverExternalPackages: ['@redis/client', 'nodemailer', 'pg', 'pg-boss', 'pino', 'prom-client'],
  // Browsers ask for it by this name before they have read a page's head.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
  turbopack: { root: import.meta.dirname },
  // Types are checked by `npm test`, once.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin('./lib/words/request.ts')(config);
