// What a model card is made of.

import type { RunRecord } from "./run-record.ts";

/** What is said of a model beside what it says itself. */
export interface ModelCard {
  /** Default `newsclf-model`. */
  readonly name?: string | undefined;
  /** Of the texts: an ISO 639-1 code. */
  readonly language?: string | undefined;
  /** As the hub writes it, such as `mit`. */
  readonly license?: string | undefined;
  /** The run that trained it: without, the card has no data, results, calibration and settings. */
  readonly run?: RunRecord | undefined;
}
