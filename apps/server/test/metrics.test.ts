import { expect, test } from "vitest";
import { createMetrics } from "../src/metrics.ts";

test("writes the text form of Prometheus", () => {
  const metrics = createMetrics();
  metrics.countRequest("/predict", 200, 0.002);
  metrics.countRequest("/predict", 200, 60);
  metrics.countTexts("news", 3);
  metrics.countBatch();
  metrics.countReload(true);
  const lines = metrics.render({ queuedTexts: 5, workers: 2, readyModels: ['a"\\'] }).split("\n");

  expect(lines).toEqual(
    expect.arrayContaining([
      "# TYPE newsclf_request_duration_seconds histogram",
      'newsclf_requests_total{route="/predict",status="200"} 2',
      'newsclf_request_duration_seconds_bucket{route="/predict",le="0.001"} 0',
      'newsclf_request_duration_seconds_bucket{route="/predict",le="0.0025"} 1',
      'newsclf_request_duration_seconds_bucket{route="/predict",le="10"} 1',
      'newsclf_request_duration_seconds_bucket{route="/predict",le="+Inf"} 2',
      'newsclf_request_duration_seconds_sum{route="/predict"} 60.002',
      'newsclf_request_duration_seconds_count{route="/predict"} 2',
      'newsclf_texts_total{model="news"} 3',
      "newsclf_batches_total 1",
      'newsclf_reloads_total{result="ok"} 1',
      "newsclf_queued_texts 5",
      "newsclf_workers 2",
      'newsclf_model_ready{model="a\\"\\\\"} 1',
    ]),
  );
  for (const line of lines) expect(line).toMatch(/^(?:|# (?:HELP|TYPE) newsclf_.+|newsclf_\w+(?:\{.+\})? [\d.]+)$/);
});
