import { fileURLToPath } from "node:url";

const kernels = fileURLToPath(new URL("dist", import.meta.resolve("@newsclf/kernels/package.json")));

export default {
  entryPoints: ["main.js", `${kernels}/worker-browser.js`, `${kernels}/kernels-*.wasm`],
  entryNames: "[name]",
  loader: { ".wasm": "copy" },
  outdir: "public/dist",
  bundle: true,
  format: "esm",
};
