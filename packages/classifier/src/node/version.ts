/** The build writes it in: a bundle has no package.json beside it. */
declare const PACKAGE_VERSION: string;

/** Of this package. */
export const version: string = PACKAGE_VERSION;
