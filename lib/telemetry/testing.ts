import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const valueSchema = z.looseObject({
  stringValue: z.string().optional(),
  intValue: z.union([z.number(), z.string()]).optional(),
  doubleValue: z.number().optional(),
});
const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .default([])
  .transform((all) =>
    Object.fromEntries(
      all.map(({ key, value }) => [key, value.stringValue ?? value.intValue ?? value.doubleValue ?? null]),
    ),
  );
const spanSchema = z.looseObject({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  attributes: attributesSchema,
});
const pointSchema = z.looseObject({ attributes: attributesSchema });
const metricSchema = z.looseObject({
  name: z.string(),
  sum: z.looseObject({ dataPoints: z.array(pointSchema) }).optional(),
  gauge: z.looseObject({ dataPoints: z.array(pointSchema) }).optional(),
  histogram: z.looseObject({ dataPoints: z.array(pointSchema) }).optional(),
});
const tracesSchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })) })),
});
const metricsSchema = z.object({
  resourceMetrics: z.array(z.object({ scopeMetrics: z.array(z.object({ metrics: z.array(metricSchema) })) })),
});

export type SeenSpan = z.infer<typeof spanSchema>;

/** A collector of OpenTelemetry on the loopback: takes OTLP in JSON over HTTP, and keeps it. */
export async function startCollector() {
  const spans: SeenSpan[] = [];
  const metrics: z.infer<typeof metricSchema>[] = [];
  /** Everything as it came. */
  const raw: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    raw.push(body);
    if (request.url === '/v1/traces')
      for (const { scopeSpans } of tracesSchema.parse(JSON.parse(body)).resourceSpans)
        spans.push(...scopeSpans.flatMap((scope) => scope.spans));
    if (request.url === '/v1/metrics')
      for (const { scopeMetrics } of metricsSchema.parse(JSON.parse(body)).resourceMetrics)
        metrics.push(...scopeMetrics.flatMap((scope) => scope.metrics));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The collector has no port');
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${address.port}`, spans, metrics, raw, close };
}
