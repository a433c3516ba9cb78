export default { serverExternalPackages: ["@newsclf/classifier"] };
