// Format 2 names the configuration after the kind of classifier, and class names as the rest of newsclf does.

export function v1ToV2({
  classifier,
  labelNames,
  ...rest
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { classNames: labelNames, ...rest, lstm: classifier };
}
