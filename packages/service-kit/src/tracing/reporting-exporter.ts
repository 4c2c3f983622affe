import { type ExportResult, ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** Where it is told. */
export interface ExportLog {
  log(message: string): void;
  warn(message: string): void;
}

/**
 * Tells when exports begin to fail, and when they succeed again: once each, however many fail between. The SDK itself
 * says nothing of it. Requests know nothing of exports.
 */
export class ReportingExporter implements SpanExporter {
  private failing = false;
  private readonly exporter: SpanExporter;
  private readonly url: string;
  private readonly log: ExportLog;

  constructor(exporter: SpanExporter, url: string, log: ExportLog) {
    this.exporter = exporter;
    this.url = url;
    this.log = log;
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    this.exporter.export(spans, (result) => {
      this.tell(result);
      done(result);
    });
  }

  shutdown(): Promise<void> {
    return this.exporter.shutdown();
  }

  private tell({ code, error }: ExportResult): void {
    const failed = code !== ExportResultCode.SUCCESS;
    if (failed === this.failing) return;
    this.failing = failed;
    if (failed)
      this.log.warn(`spans cannot be exported to ${this.url}, and are lost: ${error?.message ?? 'no reason'}`);
    else this.log.log(`spans are exported to ${this.url} again`);
  }
}
