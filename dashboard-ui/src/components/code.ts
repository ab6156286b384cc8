/** Code to copy, in pieces; every second one stands out. */
export type Code = readonly string[];
