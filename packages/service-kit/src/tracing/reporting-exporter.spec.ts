import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import { expect, test } from '@jest/globals';
import { ReportingExporter } from './reporting-exporter.ts';

const success = { code: ExportResultCode.SUCCESS };
const failure = (reason: string) => ({ code: ExportResultCode.FAILED, error: new Error(reason) });

test('that exports fail is told once, with the first reason, and that they succeed again once', () => {
  const results: ExportResult[] = [success, failure('refused'), failure('late'), failure('late'), success, success];
  const told: string[] = [];
  const passedOn: ExportResult[] = [];
  let next = 0;
  const inner: SpanExporter = {
    export: (_, done) => done(results[next++] ?? success),
    shutdown: () => Promise.resolve(),
  };
  const log = { warn: (message: string) => void told.push(message), log: (message: string) => void told.push(message) };
  const exporter = new ReportingExporter(inner, 'http://collector:4318/v1/traces', log);
  results.forEach(() => exporter.export([], (result) => void passedOn.push(result)));
  expect(told).toEqual([
    'spans cannot be exported to http://collector:4318/v1/traces, and are lost: refused',
    'spans are exported to http://collector:4318/v1/traces again',
  ]);
  expect(passedOn).toEqual(results);
});
