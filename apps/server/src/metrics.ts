// Counts of what the server does, in the text form of Prometheus.

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is so at the moment, and not counted. */
export interface Gauges {
  readonly queuedTexts: number;
  readonly workers: number;
  /** Names of models that can be asked. */
  readonly readyModels: readonly string[];
}

export interface Metrics {
  /** @param route - As the server has it, not as it was asked for, so that there are few. */
  countRequest(route: string, status: number, seconds: number): void;
  countTexts(model: string, numTexts: number): void;
  countBatch(): void;
  countReload(isOk: boolean): void;
  render(gauges: Gauges): string;
}

interface Durations {
  /** Of each bucket, and of what is longer. */
  readonly counts: number[];
  sum: number;
}

export function createMetrics(): Metrics {
  const requests = new Map<string, number>();
  const texts = new Map<string, number>();
  const reloads = new Map<string, number>();
  const durations = new Map<string, Durations>();
  let numBatches = 0;
  return {
    countRequest(route, status, seconds) {
      add(requests, `{route=${quote(route)},status="${status}"}`, 1);
      const known = durations.get(route) ?? { counts: Array(BUCKETS.length + 1).fill(0), sum: 0 };
      const bucket = BUCKETS.findIndex((bound) => seconds <= bound);
      known.counts[bucket < 0 ? BUCKETS.length : bucket]!++;
      known.sum += seconds;
      durations.set(route, known);
    },
    countTexts(model, numTexts) {
      add(texts, `{model=${quote(model)}}`, numTexts);
    },
    countBatch() {
      numBatches++;
    },
    countReload(isOk) {
      add(reloads, `{result="${isOk ? "ok" : "error"}"}`, 1);
    },
    render({ queuedTexts, workers, readyModels }) {
      const ready = readyModels.map((name) => [`{model=${quote(name)}}`, 1] as const);
      return [
        family("requests_total", "counter", "Requests by route and status.", requests),
        histogram("request_duration_seconds", "Seconds from the head of a request to its answer.", durations),
        family("texts_total", "counter", "Texts that were classified.", texts),
        family("batches_total", "counter", "Batches in which they were.", [["", numBatches]]),
        family("reloads_total", "counter", "Models that were read again.", reloads),
        family("queued_texts", "gauge", "Texts that wait.", [["", queuedTexts]]),
        family("workers", "gauge", "Threads that classify.", [["", workers]]),
        family("model_ready", "gauge", "Models that can be asked.", ready),
      ].join("");
    },
  };
}

function add(counts: Map<string, number>, labels: string, amount: number): void {
  counts.set(labels, (counts.get(labels) ?? 0) + amount);
}

function head(name: string, kind: string, help: string): string {
  return `# HELP newsclf_${name} ${help}\n# TYPE newsclf_${name} ${kind}\n`;
}

function family(name: string, kind: string, help: string, samples: Iterable<readonly [string, number]>): string {
  return head(name, kind, help) + [...samples].map(([labels, value]) => `newsclf_${name}${labels} ${value}\n`).join("");
}

function histogram(name: string, help: string, durations: ReadonlyMap<string, Durations>): string {
  const lines = [...durations].flatMap(([route, { counts, sum }]) => {
    const label = `route=${quote(route)}`;
    let total = 0;
    const buckets = counts.map((count, i) => {
      total += count;
      return `newsclf_${name}_bucket{${label},le="${BUCKETS[i] ?? "+Inf"}"} ${total}\n`;
    });
    return [...buckets, `newsclf_${name}_sum{${label}} ${sum}\n`, `newsclf_${name}_count{${label}} ${total}\n`];
  });
  return head(name, "histogram", help) + lines.join("");
}

function quote(value: string): string {
  return `"${value.replace(/["\\\n]/g, (char) => (char === "\n" ? "\\n" : `\\${char}`))}"`;
}
