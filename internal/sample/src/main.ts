// Rewrites the bundled sample: `pnpm --filter @newsclf-internal/sample generate`.

import { mkdirSync, writeFileSync } from "node:fs";
import { buildSample, SAMPLE_URL } from "./sample.ts";

mkdirSync(new URL(".", SAMPLE_URL), { recursive: true });
writeFileSync(SAMPLE_URL, buildSample());
