// What both versions of Vite must do.

import { test } from "node:test";
import { checkFolder, checkPage } from "./_check.mjs";
import { folder } from "./_model.mjs";
import { chromium } from "./_page.mjs";
import { consumers, output } from "./_paths.mjs";
import { ISOLATION } from "./_serve.mjs";

/**
 * @param vite - The package.
 * @param name - Such as `vite-7`.
 * @param config - What a project writes into its config file.
 */
export function testVite({ build, createServer }, name, config = {}) {
  const common = {
    ...{ ...config, configFile: false, root: `${consumers}/page`, publicDir: folder, logLevel: "silent" },
    cacheDir: output(`${name}-cache`),
  };

  test(`${name}, a built page`, { skip: !chromium }, async () => {
    const outDir = output(name);
    await build({ ...common, build: { outDir, emptyOutDir: true } });

    await checkFolder([outDir], /worker-browser/);
  });

  test(`${name}, a page of the dev server, from nothing and from its cache`, { skip: !chromium }, async () => {
    for (let i = 0; i < 2; i++) {
      const server = await createServer({ ...common, server: { host: "127.0.0.1", headers: ISOLATION } });
      try {
        await server.listen();
        await checkPage(server.resolvedUrls.local[0]);
      } finally {
        await server.close();
      }
    }
  });
}
