import { expect, test } from "vitest";
import { createMessages, type Messages } from "../src/messages.ts";

/** Runs one process after another; what is sent waits for who receives it, and nobody may wait for what is sent later. */
function createJob(size: number): Messages[] {
  const queues = new Map<string, Uint8Array[]>();
  const queueOf = (from: number, to: number): Uint8Array[] => {
    const key = `${from} ${to}`;
    if (!queues.has(key)) queues.set(key, []);
    return queues.get(key)!;
  };
  return Array.from({ length: size }, (_, rank) =>
    createMessages(
      {
        send: (bytes, to) => void queueOf(rank, to).push(bytes.slice()),
        receive: (bytes, from) => {
          const sent = queueOf(from, rank).shift()!;
          expect(sent.length).toBe(bytes.length);
          bytes.set(sent);
        },
      },
      rank,
      size,
    ),
  );
}

test.each([0, 1, 1000])("a message of %i bytes comes as it was sent", async (length) => {
  const [first, second] = createJob(2);
  const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
  await first!.send(1, bytes);
  await first!.send(1, Uint8Array.of(7));

  expect(await second!.receive(0)).toEqual(bytes);
  expect(await second!.receive(0)).toEqual(Uint8Array.of(7));
});

test.each([1, 2, 3, 4, 5, 7, 8, 9, 64])("rank 0 tells all of %i processes", async (size) => {
  const job = createJob(size);
  const bytes = Uint8Array.of(1, 2, 3);
  for (const [rank, { broadcast }] of job.entries()) {
    expect(await broadcast(rank === 0 ? bytes : undefined)).toEqual(bytes);
  }
});
