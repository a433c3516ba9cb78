export default {
  entryPoints: ["classify.js"],
  external: ["@newsclf/*"],
  outdir: "dist",
  bundle: true,
  platform: "node",
  format: "esm",
};
