// Format 3 has parts: how texts are cut belongs to the LSTM.

export function v2ToV3({
  maxLength,
  readPadding,
  lstm,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...rest, lstm: { ...(lstm as object), maxLength, readPadding } };
}
