/** How many times faster than recorded. Infinity, `max` on the command line, is without any wait. */
export type Speed = number;

export function parseSpeed(text: string): Speed | undefined {
  if (text === 'max') return Infinity;
  const speed = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  return speed > 0 && Number.isFinite(speed) ? speed : undefined;
}

export function speedText(speed: Speed): string {
  return speed === Infinity ? 'max speed' : `${speed}x`;
}
