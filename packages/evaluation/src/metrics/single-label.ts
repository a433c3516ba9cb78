// What is reported of every epoch, beside the loss, where each text has one class. To add a metric: a file beside this one, and
// its name here.

import { accuracy } from "./accuracy.ts";
import type { Metric } from "./metric.ts";

export const SINGLE_LABEL_METRICS: readonly Metric[] = [accuracy];
