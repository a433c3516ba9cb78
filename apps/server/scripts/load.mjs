// How many single texts of 40 tokens a running model answers a second, how long they take, and what memory the server has
// meanwhile: the server and its clients on this machine, over loopback.
//
//   node scripts/load.mjs MODEL [seconds] [connections] [workers]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";

const [folder, seconds = "10", connections = "64", workers] = process.argv.slice(2);
if (folder === undefined) {
  console.error("usage: node scripts/load.mjs MODEL [seconds] [connections] [workers]");
  process.exit(2);
}

const NUM_TOKENS = 40;
const MAX_SECONDS = 600;
/** How often memory is looked at. */
const NUM_MEASURED = 8;
const WORDS =
  "el equipo ganó la final en la prórroga con un gol del delantero y la vacuna redujo los contagios en hospitales de la ciudad según el ministerio que anunció nuevas medidas para el mercado";

/** The server has a process of its own, as in use. */
const program = `
import { createServer } from ${JSON.stringify(new URL("../dist/index.js", import.meta.url).href)};
const [folder, workers] = process.argv.slice(1);
const limits = workers === "" ? {} : { workers: Number(workers) };
const server = createServer({ models: [{ name: "news", folder }], limits });
process.send(await server.listen());
process.on("message", () => process.send(process.memoryUsage.rss()));
process.on("SIGTERM", () => server.close().then(() => process.exit(0)));
`;
const child = spawn(process.execPath, ["--input-type=module", "--eval", program, folder, workers ?? ""], {
  cwd: fileURLToPath(new URL("..", import.meta.url)),
  stdio: ["ignore", "inherit", "inherit", "ipc"],
});
child.once("exit", (status) => {
  if (status !== 0) process.exitCode = 1;
});
const [{ url }] = await once(child, "message");

/** Texts that differ, so that nothing can be remembered. */
const words = WORDS.split(" ");
const bodies = Array.from({ length: 500 }, (_, i) => {
  const tokens = Array.from({ length: NUM_TOKENS }, (_, k) => words[(i * 7 + k * (1 + (i % 5))) % words.length]);
  return JSON.stringify({ inputs: tokens.join(" ") });
});

async function run(duration) {
  return autocannon({
    url: `${url}/predict`,
    connections: Number(connections),
    duration,
    requests: bodies.map((body) => ({ method: "POST", headers: { "content-type": "application/json" }, body })),
  });
}

/** Megabytes. */
async function serverMemory() {
  child.send("memory");
  const [bytes] = await once(child, "message");
  return Math.round(bytes / 1e6);
}

try {
  await run(10);
  const duration = Math.min(Number(seconds), MAX_SECONDS);
  const memory = [await serverMemory()];
  const timer = setInterval(async () => memory.push(await serverMemory()), (1000 * duration) / NUM_MEASURED);
  const { requests, latency, non2xx, errors } = await run(duration);
  clearInterval(timer);
  console.log(
    `${Math.round(requests.average)} answers a second; p50 ${latency.p50} ms, p99 ${latency.p99} ms, ` +
      `${connections} connections; ${non2xx} refused, ${errors} failed; ` +
      `memory ${memory.join(", ")} MB in ${requests.total} answers`,
  );
} finally {
  child.kill("SIGTERM");
}
