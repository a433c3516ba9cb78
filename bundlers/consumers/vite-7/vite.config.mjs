export default {
  optimizeDeps: {
    exclude: ["@newsclf/kernels"],
    include: [
      "@newsclf/classifier > @tensorflow/tfjs-core",
      "@newsclf/classifier > @newsclf/kernels > @tensorflow/tfjs-backend-cpu",
    ],
  },
};
