export interface FuzzCounts {
  readonly ran: number;
  readonly threw: number;
  /** Exceptions that are neither RangeError nor TypeError. */
  readonly otherThrows: readonly string[];
}

export interface OperationTable {
  readonly OPERATIONS: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly ENUMERATIONS: Readonly<Record<string, readonly string[]>>;
}

export function fuzzArguments(
  run: (operation: number, buffers: never, scalars: never) => void,
  table: OperationTable,
  seed: number,
  numCalls: number,
): FuzzCounts;
