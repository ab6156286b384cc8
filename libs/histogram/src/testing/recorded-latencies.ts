/**
 * Response times in ms of real calls through Patter, one row a call: few values, long tails, ties. They are what made
 * plain DDSketch ranks miss type 7.
 */
export const recordedResponses: readonly (readonly number[])[] = [
  [809.2, 2256.9, 618.9, 2693.8, 817.1, 867.4],
  [781.1, 1391.5, 571.1, 767.2, 2740.5, 666, 657.5],
  [510.5, 1680.1, 686.5, 1827.9, 579.3, 518.7, 660.8],
  [2972, 1335.2, 700.6, 986, 2608, 969.6],
];

/** End-of-speech delays in ms of two of these calls: from under one millisecond to a third of a second. */
export const recordedEndpoints: readonly (readonly number[])[] = [
  [259.8, 231.5, 314.4, 287.9, 321.9, 178.1],
  [2.4, 1.1, 0.6, 1.2, 0.8, 2, 0.9],
];
