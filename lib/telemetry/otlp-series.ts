import { type Attributes, type HrTime, ValueType } from '@opentelemetry/api';
import { hrTime, timeInputToHrTime } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type Histogram,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { metrics } from './metrics';

type Series = MetricObjectWithValues<MetricValue<string>>;
/** prom-client names its kinds by numbers in its types and by words in its output. */
const kindOf = ({ type }: Series): string => String(type);

/** The series that Prometheus reads, for OTLP: counted once, told twice. */
export function seriesProducer(resource: Resource, gather: () => Promise<unknown>): MetricProducer {
  const since = timeInputToHrTime(new Date(Date.now() - process.uptime() * 1000));
  return {
    async collect() {
      await gather();
      const now = hrTime();
      const series: Series[] = await metrics().registry.getMetricsAsJSON();
      const found = series.map((one) => toMetric(one, since, now));
      return { resourceMetrics: { resource, scopeMetrics: [{ scope: { name: 'xio' }, metrics: found }] }, errors: [] };
    },
  };
}

function toMetric(series: Series, startTime: HrTime, endTime: HrTime): MetricData {
  const base = {
    descriptor: { name: series.name, description: series.help, unit: '', valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  const times = { startTime, endTime };
  const kind = kindOf(series);
  if (kind === 'histogram') {
    return { ...base, dataPointType: DataPointType.HISTOGRAM, dataPoints: histograms(series.values, times) };
  }
  const dataPoints = series.values.map(({ labels, value }) => ({ ...times, attributes: labelsOf(labels), value }));
  return kind === 'counter'
    ? { ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
    : { ...base, dataPointType: DataPointType.GAUGE, dataPoints };
}

const labelsOf = (labels: Partial<Record<string, string | number>>, without?: string): Attributes =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => key !== without));

/** Prometheus' buckets add up from the first; those of OTLP stand for themselves. */
function histograms(
  values: readonly MetricValue<string>[],
  times: { startTime: HrTime; endTime: HrTime },
): DataPoint<Histogram>[] {
  const groups = new Map<string, MetricValue<string>[]>();
  for (const value of values) {
    const key = JSON.stringify(labelsOf(value.labels, 'le'));
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups.values()].map((group) => {
    const ending = (end: string) => group.filter((one) => 'metricName' in one && `${one.metricName}`.endsWith(end));
    const buckets = ending('_bucket');
    const counts = buckets.map(({ value }, at) => value - (buckets[at - 1]?.value ?? 0));
    const boundaries = buckets.map(({ labels }) => Number(labels.le)).filter(Number.isFinite);
    const value = {
      buckets: { boundaries, counts },
      sum: ending('_sum')[0]?.value ?? 0,
      count: ending('_count')[0]?.value ?? 0,
    };
    return { ...times, attributes: labelsOf(group[0]?.labels ?? {}, 'le'), value };
  });
}
