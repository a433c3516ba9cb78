import type { ProcessGroup } from "@newsclf/training";

/** A group whose processes are functions of this one; each is given its place in it. Who sends waits for who receives. */
export async function runGroup<T>(size: number, run: (group: ProcessGroup) => Promise<T>): Promise<T[]> {
  interface Meeting {
    readonly sent: { readonly bytes: Uint8Array; taken(): void }[];
    readonly waiting: ((bytes: Uint8Array) => void)[];
  }
  const meetings = new Map<string, Meeting>();
  const meetingOf = (from: number, to: number): Meeting => {
    const key = `${from} ${to}`;
    if (!meetings.has(key)) meetings.set(key, { sent: [], waiting: [] });
    return meetings.get(key)!;
  };
  const groups = Array.from({ length: size }, (_, rank): ProcessGroup => {
    const send = async (to: number, bytes: Uint8Array): Promise<void> => {
      const { sent, waiting } = meetingOf(rank, to);
      const receiver = waiting.shift();
      if (receiver) receiver(bytes.slice());
      else await new Promise<void>((taken) => sent.push({ bytes: bytes.slice(), taken }));
    };
    const receive = async (from: number): Promise<Uint8Array> => {
      const { sent, waiting } = meetingOf(from, rank);
      const first = sent.shift();
      first?.taken();
      return first?.bytes ?? new Promise((resolve) => waiting.push(resolve));
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
