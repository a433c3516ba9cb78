// The variant of the addon that the project names; a processor without AVX2 takes the next below.

import { expect } from "vitest";
import { selectEngine } from "../../src/node.ts";

const { isa } = await selectEngine("native", 1);
expect(["sse2", process.env.NEWSCLF_ISA]).toContain(isa);
