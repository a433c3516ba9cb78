// One process of the job that check.mjs starts: sums and messages, then what its first argument says.

import process from "node:process";
import { joinMpi } from "../dist/index.js";

const what = process.argv[2];
const group = await joinMpi();
const { rank, size, numHere, library } = group;
if (rank === 0) group.advise("start the check again");
const all = await group.broadcast(rank === 0 ? Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251) : undefined);
if (all.length !== 3_000_000 || all.some((byte, i) => byte !== i % 251)) throw new Error("broadcast");
// A ring of messages of different lengths.
for (let round = 0; round < 50; round++) {
  const [next, before] = [(rank + 1) % size, (rank + size - 1) % size];
  const mine = new Uint8Array(1 + rank + 100 * round).fill(rank);
  const send = () => group.send(next, mine);
  if (size > 1 && rank > 0) await send();
  const got = size > 1 ? await group.receive(before) : new Uint8Array(1 + 100 * round);
  if (size > 1 && rank === 0) await send();
  if (got.length !== 1 + before + 100 * round || got.some((byte) => byte !== before)) throw new Error("ring");
}
console.log(`rank ${rank} of ${size}, ${numHere} here, ${library}`);
if (what === "end") {
  // Not together: who has left must not be missed by who has not.
  await new Promise((resolve) => setTimeout(resolve, 200 * rank));
  await group.leave();
  process.exit();
}
if (rank === size - 1) {
  if (what === "throw") throw new Error("a defect");
  process.kill(process.pid, what);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}
await group.receive(size - 1);
