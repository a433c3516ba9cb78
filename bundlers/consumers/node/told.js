// The same, after it was told where the engine's files are.

import { existsSync } from "node:fs";
import { setEngineFiles } from "@newsclf/classifier/node";

const kernels = process.argv[3];
const addon = `${kernels}/prebuilds/${process.platform}-${process.arch}.node`;
setEngineFiles({
  modules: {
    simd128: `${kernels}/dist/kernels-simd128.wasm`,
    "relaxed-simd": `${kernels}/dist/kernels-relaxed-simd.wasm`,
  },
  ...(existsSync(addon) && { addon }),
});
import("./classify.js");
