/** The build writes it in. */
declare const PACKAGE_VERSION: string;

/** Of this package; from source there is none. */
export const version: string = typeof PACKAGE_VERSION === "string" ? PACKAGE_VERSION : "0.0.0";
