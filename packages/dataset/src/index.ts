export type { Batch, TokenDataset } from "./batch.ts";
