import type { ProcessGroup } from "@newsclf/training";

/** A group whose processes are functions of this one; each is given its place in it. */
export async function runGroup<T>(size: number, run: (group: ProcessGroup) => Promise<T>): Promise<T[]> {
  const queues = new Map<string, { readonly sent: Uint8Array[]; readonly waiting: ((bytes: Uint8Array) => void)[] }>();
  const queueOf = (from: number, to: number) => {
    const key = `${from} ${to}`;
    if (!queues.has(key)) queues.set(key, { sent: [], waiting: [] });
    return queues.get(key)!;
  };
  const groups = Array.from({ length: size }, (_, rank): ProcessGroup => {
    const send = async (to: number, bytes: Uint8Array): Promise<void> => {
      const { sent, waiting } = queueOf(rank, to);
      const receiver = waiting.shift();
      if (receiver) receiver(bytes.slice());
      else sent.push(bytes.slice());
    };
    const receive = async (from: number): Promise<Uint8Array> => {
      const { sent, waiting } = queueOf(from, rank);
      return sent.shift() ?? new Promise((resolve) => waiting.push(resolve));
    };
    return {
      ...{ rank, size, send, receive },
      async broadcast(bytes) {
        if (rank > 0) return receive(0);
        for (let to = 1; to < size; to++) await send(to, bytes!);
        return bytes!;
      },
    };
  });
  return Promise.all(groups.map(run));
}
