// The operations of cpp/ and their numbers: the one table from which both sides of a call are made.
//
// `node scripts/generate-operations.mjs` writes cpp/generated/operations.h from it. A call sends the numbers in the order
// in which they stand here, and the C++ function gets a structure with these names.

/** Values that C++ knows as enumerations. */
export const ENUMERATIONS = {
  Activation: ["linear", "relu"],
  PoolMode: ["last", "first", "mean", "max"],
  UnaryFunction: ["exp", "sigmoid", "tanh"],
} as const;

/** Shapes: N tokens, R rows of x, I inputs, H units. */
const LSTM = { numTokens: "size", numRows: "size", inputSize: "size", units: "size", reverse: "flag" } as const;
const DENSE = { numRows: "size", inputSize: "size", outputSize: "size", activation: "Activation" } as const;
const SEQUENCE_POOL = { numTokens: "size", width: "size", mode: "PoolMode" } as const;

/**
 * The numbers of each operation: a `size` is an integer in `0..2^31-1`, a `number` is finite, a `flag` is true or false.
 * Which arrays an operation takes is documented beside its function.
 */
export const OPERATIONS = {
  lstm: LSTM as typeof LSTM,
  lstmGradient: LSTM as typeof LSTM,
  dense: DENSE as typeof DENSE,
  denseGradient: DENSE as typeof DENSE,
  dropout: { size: "size", seed: "number", threshold: "number", scale: "number" },
  rowSum: { numValues: "size", width: "size" },
  sequencePool: SEQUENCE_POOL as typeof SEQUENCE_POOL,
  sequencePoolGradient: SEQUENCE_POOL as typeof SEQUENCE_POOL,
  softmaxCrossEntropy: { numRows: "size", numClasses: "size" },
  squaredNorm: { size: "size" },
  adamW: {
    numRows: "size",
    width: "size",
    beta1: "number",
    beta2: "number",
    /** 1 - learningRate * weightDecay. */
    keep: "number",
    /** learningRate / (1 - beta1^step). */
    rate: "number",
    /** 1 / sqrt(1 - beta2^step). */
    rootScale: "number",
    epsilon: "number",
    gradientScale: "number",
  },
  gather: { numRows: "size", width: "size" },
  copyColumns: {
    numRows: "size",
    numColumns: "size",
    sourceWidth: "size",
    sourceColumn: "size",
    targetWidth: "size",
    targetColumn: "size",
  },
  add: { size: "size" },
  matMul: { numRows: "size", numColumns: "size", depth: "size", transposeA: "flag", transposeB: "flag" },
  unary: { size: "size", function: "UnaryFunction" },
} as const;

type Enumerations = typeof ENUMERATIONS;
type Kind = "size" | "number" | "flag" | keyof Enumerations;
type Value<K> = K extends keyof Enumerations ? Enumerations[K][number] : K extends "flag" ? boolean : number;

export type Operation = keyof typeof OPERATIONS;

/** The numbers of an operation by name. */
export type Scalars<Name extends Operation> = {
  readonly [Scalar in keyof (typeof OPERATIONS)[Name]]: Value<(typeof OPERATIONS)[Name][Scalar]>;
};

const NAMES = Object.keys(OPERATIONS) as Operation[];

/** As C++ counts them. */
export const operationNumber: ReadonlyMap<Operation, number> = new Map(NAMES.map((name, i) => [name, i]));

const ENTRIES = new Map(NAMES.map((name) => [name, Object.entries<Kind>(OPERATIONS[name])]));

/** The numbers in the order in which C++ reads them. */
export function scalarList<Name extends Operation>(operation: Name, scalars: Scalars<Name>): number[] {
  const values = scalars as Readonly<Record<string, string | number | boolean>>;
  return ENTRIES.get(operation)!.map(([scalar, kind]) => {
    const value = values[scalar]!;
    return typeof value === "string" ? numberOf(kind, value) : Number(value);
  });
}

function numberOf(kind: Kind, value: string): number {
  return (ENUMERATIONS as Readonly<Record<string, readonly string[]>>)[kind]!.indexOf(value);
}
