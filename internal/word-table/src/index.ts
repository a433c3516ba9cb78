export { finishHash, HASH_SEED, hashUnit, WordTable } from "./word-table.ts";
