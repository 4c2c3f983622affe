/**
 * Upper bounds for histograms of HTTP durations, in seconds: those that OpenTelemetry's conventions advise for
 * `http.server.request.duration`, up to the 10 s that a request may take while its pod goes; and two more below, for
 * what answers on the same network within a few milliseconds.
 * https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration
 */
export const durationBuckets = [
  0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
];
