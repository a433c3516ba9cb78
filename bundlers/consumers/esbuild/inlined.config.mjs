import { fileURLToPath } from "node:url";

const [classifier, kernels] = ["@newsclf/classifier", "@newsclf/kernels"].map((name) =>
  fileURLToPath(new URL("dist", import.meta.resolve(`${name}/package.json`))),
);

export default {
  entryPoints: ["classify.js", `${classifier}/job-worker.js`, `${kernels}/worker-node.js`, `${kernels}/kernels-*.wasm`],
  entryNames: "[name]",
  loader: { ".wasm": "copy" },
  banner: {
    js: 'import { createRequire as requireOf } from "node:module"; const require = requireOf(import.meta.url);',
  },
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "esm",
};
