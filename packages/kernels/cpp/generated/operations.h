// Written by scripts/generate-operations.mjs from src/engines/operations.ts: change that, and run pnpm generate.
#pragma once
#include "args.h"

namespace {

enum class Activation { LINEAR, RELU };
enum class PoolMode { LAST, FIRST, MEAN, MAX };
enum class UnaryFunction { EXP, SIGMOID, TANH };

struct LstmScalars {
  Index numTokens;
  Index numRows;
  Index inputSize;
  Index units;
  bool reverse;

  explicit LstmScalars(Args& args)
      : numTokens(args.size(0)),
        numRows(args.size(1)),
        inputSize(args.size(2)),
        units(args.size(3)),
        reverse(args.flag(4)) {}
};

using LstmGradientScalars = LstmScalars;

struct DenseScalars {
  Index numRows;
  Index inputSize;
  Index outputSize;
  Activation activation;

  explicit DenseScalars(Args& args)
      : numRows(args.size(0)),
        inputSize(args.size(1)),
        outputSize(args.size(2)),
        activation((Activation)args.choice(3, 2)) {}
};

using DenseGradientScalars = DenseScalars;

struct DropoutScalars {
  Index size;
  double seed;
  double threshold;
  double scale;

  explicit DropoutScalars(Args& args)
      : size(args.size(0)),
        seed(args.number(1)),
        threshold(args.number(2)),
        scale(args.number(3)) {}
};

struct RowSumScalars {
  Index numValues;
  Index width;

  explicit RowSumScalars(Args& args)
      : numValues(args.size(0)),
        width(args.size(1)) {}
};

struct SequencePoolScalars {
  Index numTokens;
  Index width;
  PoolMode mode;

  explicit SequencePoolScalars(Args& args)
      : numTokens(args.size(0)),
        width(args.size(1)),
        mode((PoolMode)args.choice(2, 4)) {}
};

using SequencePoolGradientScalars = SequencePoolScalars;

struct SoftmaxCrossEntropyScalars {
  Index numRows;
  Index numClasses;

  explicit SoftmaxCrossEntropyScalars(Args& args)
      : numRows(args.size(0)),
        numClasses(args.size(1)) {}
};

struct SquaredNormScalars {
  Index size;

  explicit SquaredNormScalars(Args& args)
      : size(args.size(0)) {}
};

struct AdamWScalars {
  Index numRows;
  Index width;
  double beta1;
  double beta2;
  double keep;
  double rate;
  double rootScale;
  double epsilon;
  double gradientScale;

  explicit AdamWScalars(Args& args)
      : numRows(args.size(0)),
        width(args.size(1)),
        beta1(args.number(2)),
        beta2(args.number(3)),
        keep(args.number(4)),
        rate(args.number(5)),
        rootScale(args.number(6)),
        epsilon(args.number(7)),
        gradientScale(args.number(8)) {}
};

struct GatherScalars {
  Index numRows;
  Index width;

  explicit GatherScalars(Args& args)
      : numRows(args.size(0)),
        width(args.size(1)) {}
};

struct CopyColumnsScalars {
  Index numRows;
  Index numColumns;
  Index sourceWidth;
  Index sourceColumn;
  Index targetWidth;
  Index targetColumn;

  explicit CopyColumnsScalars(Args& args)
      : numRows(args.size(0)),
        numColumns(args.size(1)),
        sourceWidth(args.size(2)),
        sourceColumn(args.size(3)),
        targetWidth(args.size(4)),
        targetColumn(args.size(5)) {}
};

struct AddScalars {
  Index size;

  explicit AddScalars(Args& args)
      : size(args.size(0)) {}
};

struct MatMulScalars {
  Index numRows;
  Index numColumns;
  Index depth;
  bool transposeA;
  bool transposeB;

  explicit MatMulScalars(Args& args)
      : numRows(args.size(0)),
        numColumns(args.size(1)),
        depth(args.size(2)),
        transposeA(args.flag(3)),
        transposeB(args.flag(4)) {}
};

struct UnaryScalars {
  Index size;
  UnaryFunction function;

  explicit UnaryScalars(Args& args)
      : size(args.size(0)),
        function((UnaryFunction)args.choice(1, 3)) {}
};

}  // namespace

/** Calls `X(function, structure of its scalars)` for each operation, in the order of their numbers. */
#define FOR_EACH_OPERATION(X) \
  X(lstm, LstmScalars) \
  X(lstmGradient, LstmGradientScalars) \
  X(dense, DenseScalars) \
  X(denseGradient, DenseGradientScalars) \
  X(dropout, DropoutScalars) \
  X(rowSum, RowSumScalars) \
  X(sequencePool, SequencePoolScalars) \
  X(sequencePoolGradient, SequencePoolGradientScalars) \
  X(softmaxCrossEntropy, SoftmaxCrossEntropyScalars) \
  X(squaredNorm, SquaredNormScalars) \
  X(adamW, AdamWScalars) \
  X(gather, GatherScalars) \
  X(copyColumns, CopyColumnsScalars) \
  X(add, AddScalars) \
  X(matMul, MatMulScalars) \
  X(unary, UnaryScalars)
