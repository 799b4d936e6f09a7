// node send.mjs URL TOKEN: the same metrics once in protobuf and once in JSON, each as a host of its own
import { diag, DiagConsoleLogger, DiagLogLevel } from '@opentelemetry/api';
import { OTLPMetricExporter as InProtobuf } from '@opentelemetry/exporter-metrics-otlp-proto';
import { OTLPMetricExporter as InJson } from '@opentelemetry/exporter-metrics-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';

const [url, token] = process.argv.slice(2);
diag.setLogger(new DiagConsoleLogger(), DiagLogLevel.WARN);

async function send(host, Exporter) {
  const exporter = new Exporter({ url, headers: { Authorization: `Bearer ${token}` }, compression: 'gzip' });
  const provider = new MeterProvider({
    resource: resourceFromAttributes({ 'host.name': host, 'service.name': 'journey' }),
    readers: [new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 })],
  });
  const meter = provider.getMeter('journey');
  meter.createObservableGauge('queue.length').addCallback((result) => result.observe(2.5, { queue: 'mail' }));
  meter.createCounter('jobs.done').add(12, { queue: 'mail' });
  const duration = meter.createHistogram('job.duration', { advice: { explicitBucketBoundaries: [1, 5] } });
  [0.5, 2, 3, 9].forEach((value) => duration.record(value));
  await provider.forceFlush();
  await provider.shutdown();
}

await send('otlp-proto', InProtobuf);
await send('otlp-json', InJson);
