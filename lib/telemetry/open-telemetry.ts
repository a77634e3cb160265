import { setTimeout as wait } from 'node:timers/promises';
import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type Span,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { hidePasswords, hideShares } from './describe';
import { seriesProducer } from './otlp-series';
import type { Tracing } from './trace';

/** A collector that does not answer must not hold up the end. */
const lastMs = 1000;

/** Takes queries and share links' tokens out of addresses and passwords out of errors: what frameworks record is not ours to choose. */
const discreet: SpanProcessor = {
  onStart: () => {},
  onEnding(span: Span) {
    const cut = (text: string) => hideShares(text.split('?')[0] ?? '');
    if (cut(span.name) !== span.name) span.updateName(cut(span.name));
    for (const key of ['http.target', 'http.url', 'url.full', 'url.path', 'next.span_name']) {
      const value = span.attributes[key];
      if (typeof value === 'string') span.setAttribute(key, cut(value));
    }
    if (span.attributes['url.query'] !== undefined) span.setAttribute('url.query', '');
    for (const { attributes = {} } of span.events)
      for (const [key, value] of Object.entries(attributes))
        if (typeof value === 'string') attributes[key] = hidePasswords(value);
  },
  onEnd: () => {},
  forceFlush: async () => {},
  shutdown: async () => {},
};

/**
 * Sends traces and metrics by OTLP over HTTP to where the standard variables say (`OTEL_EXPORTER_OTLP_ENDPOINT` and
 * its kin). The web server's own spans join in. `gather` brings the series up to date before each export. Returns how
 * to send the rest and stop.
 * @param ratio share of the traces that begin here which is kept, 0 to 1
 */
export function beginTelemetry(ratio: number, gather: () => Promise<unknown>): () => Promise<void> {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'xio' }))
    .merge(detectResources({ detectors: [envDetector] }));
  const tracers = new TracerProvider({
    resource,
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [discreet, new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracers);
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter(),
        metricProducers: [seriesProducer(resource, gather)],
      }),
    ],
  });
  globalThis.xioTracing = tracing(tracers);
  return async () => {
    globalThis.xioTracing = undefined;
    const patience = new AbortController();
    const sent = Promise.allSettled([tracers.shutdown(), meters.shutdown()]);
    await Promise.race([sent, wait(lastMs, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    for (const api of [trace, context, propagation]) api.disable();
  };
}

function tracing(tracers: TracerProvider): Tracing {
  const tracer = tracers.getTracer('xio');
  return {
    span(name, attributes, work) {
      const kind = 'db.system.name' in attributes || 'gen_ai.operation.name' in attributes;
      // Statements of the sweep belong to nobody's request: they would be a trace each, every second.
      if ('db.system.name' in attributes && !trace.getActiveSpan()) return work(() => {});
      return tracer.startActiveSpan(
        name,
        { attributes, kind: kind ? SpanKind.CLIENT : SpanKind.INTERNAL },
        async (span) => {
          try {
            return await work((more) => span.setAttributes(more));
          } catch (error) {
            // Its message may quote what was said.
            const type = error instanceof Error ? error.name : 'Error';
            span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type);
            throw error;
          } finally {
            span.end();
          }
        },
      );
    },
    ids() {
      const found = trace.getActiveSpan()?.spanContext();
      return found ? { trace: found.traceId, span: found.spanId } : null;
    },
  };
}
